using Aios.Workshop.Artifacts.Forms;

namespace Aios.Workshop.Artifacts.Continuing;

/// <summary>Where what arrived of a file and what was written after it fit together.</summary>
/// <remarks>
/// An overlap proves the seam when it is long enough and occurs only once in what arrived. Whole lines come first, for these were asked to be
/// repeated; then characters, for a writer who went on in the middle of a line. Without any overlap the two are joined only at the end of a
/// line, and only where the writer said which file goes on. Everything else is undetermined: a seam that is guessed breaks the file unseen.
/// </remarks>
public static class Seam
{
    /// <summary>How many characters other than white space prove that something was repeated, and does not stand there twice.</summary>
    internal const int Proof = 12;

    const int RestartLines = 3;
    const int MostQuoted = 12;
    const int MostRepeated = 400;

    /// <param name="before">What arrived, up to the last character.</param>
    /// <param name="after">What was written when asked to go on.</param>
    /// <param name="isAddressed">The writer opened the file anew before going on.</param>
    /// <returns>The text without the overlap, or null where the seam cannot be determined.</returns>
    public static string? Join(string before, string after, bool isAddressed = true) =>
        ByLines(before, after) ?? ByCharacters(before, after) ?? Restarted(before, after) ?? (isAddressed ? WithoutOverlap(before, after) : null);

    /// <summary>The last lines of a text, as many as it takes to prove a seam; none where it has no such lines.</summary>
    internal static IReadOnlyList<string> Anchor(string before)
    {
        var lines = Ended(before);
        for (var count = 1; count <= Math.Min(lines.Count, MostQuoted); count++)
        {
            if (Proves(lines, count))
            {
                return [.. lines[^count..].Select(line => line.Text)];
            }
        }

        return [];
    }

    /// <summary>What arrived but for the last line, if that one was cut.</summary>
    internal static string WholeLines(string before) => before[..(before.LastIndexOf('\n') + 1)];

    /// <summary>The longest run of last lines with which the other text begins. A last line that was cut stands there again in full.</summary>
    static string? ByLines(string before, string after)
    {
        var lines = Ended(before);
        var first = TextLine.All(after);
        for (var count = Math.Min(MostRepeated, Math.Min(lines.Count, first.Count)); count > 0; count--)
        {
            if (Same(lines, lines.Count - count, first, 0, count) && Proves(lines, count))
            {
                var cut = before[lines[^1].Next..];
                var rest = after[first[count - 1].Next..];
                return rest.Length == 0 && !MayBeFrame(cut) ? null : before[..lines[^1].Next] + rest;
            }
        }

        return null;
    }

    static bool Same(List<TextLine> lines, int from, List<TextLine> others, int otherFrom, int count)
    {
        for (var at = 0; at < count; at++)
        {
            if (!lines[from + at].Text.AsSpan().TrimEnd().SequenceEqual(others[otherFrom + at].Text.AsSpan().TrimEnd()))
            {
                return false;
            }
        }

        return true;
    }

    static string? ByCharacters(string before, string after)
    {
        var overlap = Overlap(before, after);
        return overlap > 0 && IsProof(before, before[^overlap..]) ? before + after[overlap..] : null;
    }

    /// <summary>Somebody who begins with the first lines of the file writes all of it.</summary>
    static string? Restarted(string before, string after)
    {
        var lines = Ended(before);
        var count = Math.Min(RestartLines, lines.Count);
        return count > 0 && TextLine.All(after) is var first && first.Count >= count && Same(lines, 0, first, 0, count)
            && IsProof(before, before[..lines[count - 1].Next]) && after.Length >= before.Length ? after : null;
    }

    static string? WithoutOverlap(string before, string after)
    {
        var kept = WholeLines(before);
        return after.Length == 0 ? (MayBeFrame(before[kept.Length..]) ? kept : null)
            : kept.Length == before.Length && Overlap(before, after) == 0 ? before + after
            : null;
    }

    /// <summary>Whether the last lines say enough, and stand nowhere else.</summary>
    static bool Proves(List<TextLine> lines, int count)
    {
        var last = lines.Count - count;
        return lines.Skip(last).Sum(line => Weight(line.Text)) >= Proof && !Enumerable.Range(0, last).Any(at => Same(lines, at, lines, last, count));
    }

    static bool IsProof(string before, string overlap) =>
        Weight(overlap) >= Proof && before.IndexOf(overlap, StringComparison.Ordinal) == before.LastIndexOf(overlap, StringComparison.Ordinal);

    static int Weight(string text) => text.Count(each => !char.IsWhiteSpace(each));

    static List<TextLine> Ended(string text) => TextLine.All(text).FindAll(line => line.IsEnded);

    /// <summary>The answer broke off after the file, within the line that closes it.</summary>
    static bool MayBeFrame(string cut) => "=== ".StartsWith(cut, StringComparison.Ordinal) || cut.StartsWith("=== ", StringComparison.Ordinal);

    /// <summary>The longest end of a text with which the other begins: by the failure function of Knuth, Morris and Pratt.</summary>
    static int Overlap(string before, string after)
    {
        var length = Math.Min(before.Length, after.Length);
        var end = before.AsSpan(before.Length - length);
        var head = after.AsSpan(0, length);
        var border = new int[length];
        for (var (at, matched) = (1, 0); at < length; at++)
        {
            while (matched > 0 && head[at] != head[matched])
            {
                matched = border[matched - 1];
            }

            matched += head[at] == head[matched] ? 1 : 0;
            border[at] = matched;
        }

        var overlap = 0;
        foreach (var each in end)
        {
            while (overlap > 0 && (overlap == length || each != head[overlap]))
            {
                overlap = border[overlap - 1];
            }

            overlap += each == head[overlap] ? 1 : 0;
        }

        return overlap;
    }
}
