using Aios.Workshop.Artifacts.Forms;

namespace Aios.Workshop.Artifacts.Edits;

/// <summary>Finds the lines that a block means: exactly as they are written, else but for white space at both of their ends.</summary>
static class Place
{
    /// <returns>What to do, or why it cannot be told.</returns>
    public static (Replacement? Found, string? Objection) Find(List<TextLine> lines, EditBlock block)
    {
        if (block.Search.All(line => line.Trim().Length == 0))
        {
            return (null, "it does not say which lines it is about.");
        }

        var under = block.Under is null ? [] : Matches(lines, [block.Under], Loosely);
        if (block.Under is not null && under.Count != 1)
        {
            return (null, under.Count == 0 ? $"there is no line '{block.Under}'." : $"there is more than one line '{block.Under}'.");
        }

        var from = under is [var head] ? head : 0;
        return Matches(lines, block.Search, Exactly).FindAll(at => at >= from) switch
        {
            [var only] => (new(only, block.Search.Count, block.Replace), null),
            { Count: > 1 } several => (null, Ambiguous(several)),
            _ => FindLoosely(lines, block, from),
        };
    }

    static (Replacement? Found, string? Objection) FindLoosely(List<TextLine> lines, EditBlock block, int from) =>
        Matches(lines, block.Search, Loosely).FindAll(at => at >= from) switch
        {
            [] => (null, "there are no such lines." + Hint.For(lines, block.Search)),
            [var only] => Indentation.Between(block.Search, [.. lines.GetRange(only, block.Search.Count).Select(line => line.Text)])?.Of(block.Replace) is { } moved
                ? (new(only, block.Search.Count, moved), null)
                : (null, "the lines are there, but it cannot be told how far in the new ones belong." + Hint.For(lines, block.Search)),
            var several => (null, Ambiguous(several)),
        };

    static string Ambiguous(List<int> lines) =>
        $"its lines are there {lines.Count} times, at lines {string.Join(", ", lines.Take(5).Select(at => at + 1))}. Give more lines around the place.";

    static List<int> Matches(List<TextLine> lines, IReadOnlyList<string> search, Func<string, string, bool> equal)
    {
        List<int> found = [];
        for (var at = 0; at + search.Count <= lines.Count; at++)
        {
            var count = 0;
            while (count < search.Count && equal(lines[at + count].Text, search[count]))
            {
                count++;
            }

            if (count == search.Count)
            {
                found.Add(at);
            }
        }

        return found;
    }

    static bool Exactly(string line, string searched) => line == searched;

    static bool Loosely(string line, string searched) => line.AsSpan().Trim().SequenceEqual(searched.AsSpan().Trim());
}
