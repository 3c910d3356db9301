using Aios.Workshop.Artifacts.Forms;

namespace Aios.Workshop.Artifacts.Edits;

/// <summary>"Did you mean": the lines of a text that are most like some that are not in it.</summary>
static class Hint
{
    const int MostLines = 12;
    const int MostCharacters = 200;
    const double Least = 0.4;

    /// <returns>Empty where nothing is like them.</returns>
    public static string For(List<TextLine> lines, IReadOnlyList<string> search)
    {
        var wanted = search.Where(line => line.Trim().Length > 0).Take(MostLines).Select(Pairs).ToList();
        var pairs = lines.ConvertAll(line => Pairs(line.Text));
        var (best, at) = (0d, 0);
        for (var start = 0; start < lines.Count; start++)
        {
            var alike = wanted.Zip(pairs.Skip(start)).Sum(pair => Alike(pair.First, pair.Second)) / wanted.Count;
            (best, at) = alike > best ? (alike, start) : (best, at);
        }

        return best < Least ? "" : "\nDid you mean these, from line " + (at + 1) + " on?\n"
            + string.Join('\n', lines.Skip(at).Take(Math.Min(search.Count, MostLines)).Select(line => line.Text.Length <= MostCharacters ? line.Text : line.Text[..MostCharacters] + "…"));
    }

    static HashSet<(char, char)> Pairs(string line) => line.AsSpan().Trim() is { Length: > 0 and var length } trimmed ? [.. Neighbours(trimmed.ToString(), Math.Min(length, MostCharacters))] : [];

    static IEnumerable<(char, char)> Neighbours(string line, int length) => Enumerable.Range(0, length).Select(at => (at == 0 ? ' ' : line[at - 1], line[at]));

    /// <summary>Dice's coefficient: twice what both have, of all that they have.</summary>
    static double Alike(HashSet<(char, char)> one, HashSet<(char, char)> other) =>
        one.Count + other.Count == 0 ? 0 : 2d * one.Count(other.Contains) / (one.Count + other.Count);
}
