using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.Model;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>In which lines a file differs, in the form that <c>git apply</c> and <c>patch</c> read.</summary>
public sealed record FileDiff(ArtifactPath Path, int Added, int Removed)
{
    const int Context = 3;
    const int LongestText = 4 << 20;
    const int BinaryProbe = 8000;

    /// <summary>The file as a whole, head included; what cannot be shown as text is only named.</summary>
    public required IReadOnlyList<string> Lines { get; init; }

    /// <param name="before">Null where there is no file.</param>
    /// <param name="after">Null where there is no file.</param>
    public static FileDiff Of(ArtifactPath path, byte[]? before, byte[]? after)
    {
        string[] head = [$"--- {(before is null ? "/dev/null" : $"a/{path}")}", $"+++ {(after is null ? "/dev/null" : $"b/{path}")}"];
        if (IsBinary(before) || IsBinary(after))
        {
            return new(path, 0, 0) { Lines = [$"Binary files {head[0][4..]} and {head[1][4..]} differ"] };
        }

        var diff = Differ.Instance.CreateDiffs(Text(before), Text(after), ignoreWhiteSpace: false, ignoreCase: false, new LineEndingsPreservingChunker());
        return new(path, diff.DiffBlocks.Sum(block => block.InsertCountB), diff.DiffBlocks.Sum(block => block.DeleteCountA))
        {
            Lines = diff.DiffBlocks.Count == 0 ? [] : [.. head, .. Hunks(diff).SelectMany(hunk => LinesOf(diff, hunk))],
        };
    }

    /// <summary>Blocks whose surroundings touch are shown together.</summary>
    static List<List<DiffBlock>> Hunks(DiffResult diff)
    {
        List<List<DiffBlock>> hunks = [];
        foreach (var block in diff.DiffBlocks)
        {
            if (hunks is [.., [.., var last] hunk] && block.DeleteStartA - (last.DeleteStartA + last.DeleteCountA) <= 2 * Context)
            {
                hunk.Add(block);
            }
            else
            {
                hunks.Add([block]);
            }
        }

        return hunks;
    }

    static IEnumerable<string> LinesOf(DiffResult diff, List<DiffBlock> hunk)
    {
        var (first, last) = (hunk[0], hunk[^1]);
        var above = Math.Min(Context, first.DeleteStartA);
        var below = Math.Min(Context, diff.PiecesOld.Count - (last.DeleteStartA + last.DeleteCountA));
        var (from, to) = (first.DeleteStartA - above, last.DeleteStartA + last.DeleteCountA + below);
        var (newFrom, newTo) = (first.InsertStartB - above, last.InsertStartB + last.InsertCountB + below);
        yield return $"@@ -{Range(from, to)} +{Range(newFrom, newTo)} @@";

        var at = from;
        foreach (var block in hunk)
        {
            foreach (var line in Shown(' ', diff.PiecesOld, at, block.DeleteStartA)
                .Concat(Shown('-', diff.PiecesOld, block.DeleteStartA, block.DeleteStartA + block.DeleteCountA))
                .Concat(Shown('+', diff.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB)))
            {
                yield return line;
            }

            at = block.DeleteStartA + block.DeleteCountA;
        }

        foreach (var line in Shown(' ', diff.PiecesOld, at, to))
        {
            yield return line;
        }
    }

    static IEnumerable<string> Shown(char mark, IReadOnlyList<string> lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            yield return mark + (lines[i].EndsWith('\n') ? lines[i][..^1] : lines[i]);
            if (!lines[i].EndsWith('\n'))
            {
                yield return @"\ No newline at end of file";
            }
        }
    }

    /// <summary>Lines count from one; an empty range is told by the line before it.</summary>
    static string Range(int from, int to) => string.Create(CultureInfo.InvariantCulture, $"{(to == from ? from : from + 1)},{to - from}");

    static string Text(byte[]? bytes) => Encoding.UTF8.GetString(bytes ?? []);

    static bool IsBinary(byte[]? bytes) => bytes is not null && (bytes.Length > LongestText || bytes.AsSpan(0, Math.Min(bytes.Length, BinaryProbe)).Contains((byte)0));
}
