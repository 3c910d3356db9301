namespace Aios.Workshop.Artifacts.Forms;

/// <summary>Fenced blocks that name their file: behind the marks, on the line above, or in a comment on their first line, which is then none of the file.</summary>
/// <remarks>A fence inside of a file may close the one around it too early, and nothing shows. Where fences are usual content, three backticks
/// are therefore believed only when the next file begins right behind them; longer marks are believed.</remarks>
sealed class FenceForm : IAnswerForm
{
    public string Name => "fences";

    public Found Read(string text, Wanted wanted)
    {
        var found = new Found();
        var blocks = FencedBlock.All(text, wanted);
        for (var index = 0; index < blocks.Count; index++)
        {
            if (blocks[index] is { Path: { } path } block)
            {
                var next = index + 1 < blocks.Count ? blocks[index + 1] : null;
                Take(text, block, path, next, found);
            }
        }

        return found;
    }

    static void Take(string text, FencedBlock block, ArtifactPath path, FencedBlock? next, Found found)
    {
        switch (block)
        {
            case { End: null } when next is null:
                found.AddCut(path, text[block.Start..]);
                break;
            case { End: null }:
                found.Doubts.Add($"The fence of '{path}' was not closed before the next.");
                break;
            case { IsCertain: false } when next?.Path is null:
                found.Doubts.Add($"It cannot be told where '{path}' ends: the fence around it is no longer than those that it may hold.");
                break;
            case { End: { } end }:
                found.Add(path, text[block.Start..end]);
                break;
        }
    }
}
