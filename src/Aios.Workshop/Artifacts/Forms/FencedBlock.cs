namespace Aios.Workshop.Artifacts.Forms;

/// <summary>A block of code in an answer.</summary>
/// <param name="Path">The file that it names, if it is one that was asked for.</param>
/// <param name="Start">Where its content begins.</param>
/// <param name="End">Where that ends; null where it was not closed.</param>
sealed record FencedBlock(Fence Fence, ArtifactPath? Path, int Start, int? End)
{
    /// <summary>A fence within the file would be shorter than this one, or there is none in such files.</summary>
    public bool IsCertain => Path is null || !Fence.IsContentOf(Path) || Fence.Length > 3 || Fence.Mark == '~';

    public static List<FencedBlock> All(string text, Wanted wanted)
    {
        List<FencedBlock> blocks = [];
        var lines = TextLine.All(text);
        for (var at = 0; at < lines.Count; at++)
        {
            if (lines[at].IsEnded && Fence.Read(lines[at].Text) is { } fence)
            {
                var (path, skip) = FencePath.Of(lines, at, fence, wanted);
                var close = Close(lines, at, fence, wanted);
                var first = Math.Min(at + 1 + skip, lines.Count - 1);
                var start = at + 1 + skip < lines.Count ? lines[first].Start : text.Length;
                blocks.Add(new(fence, path, start, close < lines.Count && Fence.Read(lines[close].Text)?.Closes(fence) == true ? Math.Max(start, lines[close].Start) : null));
                at = close < lines.Count && blocks[^1].End is null ? close - 1 : close;
            }
        }

        return blocks;
    }

    /// <returns>The line that closes the block, or that begins the next although this one was not closed, or where the text ends.</returns>
    static int Close(List<TextLine> lines, int opening, Fence fence, Wanted wanted)
    {
        var inner = 0;
        for (var at = opening + 1; at < lines.Count; at++)
        {
            var its = Fence.Read(lines[at].Text);
            if (its?.Closes(fence) == true && --inner < 0)
            {
                return at;
            }

            if (its is { Info.Length: > 0 } && its.Mark == fence.Mark && its.Length >= fence.Length)
            {
                if (FencePath.Of(lines, at, its, wanted).Path is not null)
                {
                    return at;
                }

                inner++;
            }
        }

        return lines.Count;
    }
}
