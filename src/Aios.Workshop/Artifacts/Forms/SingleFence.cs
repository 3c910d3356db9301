using System.Collections.Frozen;

namespace Aios.Workshop.Artifacts.Forms;

/// <summary>A block without a path, where one file was asked for and there is one block.</summary>
sealed class SingleFence : IAnswerForm
{
    /// <summary>What a language that is named would have to be written into; of others nothing is known.</summary>
    static readonly FrozenDictionary<string, string[]> _endings = new Dictionary<string, string[]>
    {
        ["bash"] = [".sh"],
        ["console"] = [],
        ["css"] = [".css"],
        ["diff"] = [".diff", ".patch"],
        ["html"] = [".html"],
        ["javascript"] = [".js", ".mjs", ".jsx"],
        ["js"] = [".js", ".mjs"],
        ["json"] = [".json"],
        ["jsx"] = [".jsx", ".js"],
        ["patch"] = [".diff", ".patch"],
        ["py"] = [".py"],
        ["python"] = [".py"],
        ["sh"] = [".sh"],
        ["shell"] = [".sh"],
        ["sql"] = [".sql"],
        ["toml"] = [".toml"],
        ["ts"] = [".ts", ".tsx"],
        ["tsx"] = [".tsx"],
        ["typescript"] = [".ts", ".tsx"],
        ["yaml"] = [".yaml", ".yml"],
        ["yml"] = [".yaml", ".yml"],
    }.ToFrozenDictionary();

    public string Name => "single-fence";

    public Found Read(string text, Wanted wanted)
    {
        var found = new Found();
        if (wanted.Paths is [var path] && FencedBlock.All(text, wanted) is [{ Path: null } block] && Fits(block.Fence.Info, path)
            && TextLine.All(text).Count(line => Fence.Read(line.Text) is not null) == (block.End is null ? 1 : 2))
        {
            if (block.End is not { } end)
            {
                found.AddCut(path, text[block.Start..]);
            }
            else if ((block with { Path = path }).IsCertain)
            {
                found.Add(path, text[block.Start..end]);
            }
        }

        return found;
    }

    static bool Fits(string info, ArtifactPath path) =>
        !_endings.TryGetValue(info.Split(' ')[0].ToLowerInvariant(), out var endings) || endings.Any(ending => path.Text.EndsWith(ending, StringComparison.Ordinal));
}
