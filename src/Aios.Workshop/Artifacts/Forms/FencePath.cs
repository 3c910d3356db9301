using System.Text.RegularExpressions;

namespace Aios.Workshop.Artifacts.Forms;

/// <summary>The places in which a fenced block may name its file.</summary>
static partial class FencePath
{
    /// <summary>A path is shorter, whatever stands around it.</summary>
    const int MostCharacters = 400;

    /// <returns>The file, and how many of its first lines only name it.</returns>
    public static (ArtifactPath? Path, int Skip) Of(List<TextLine> lines, int opening, Fence fence, Wanted wanted) =>
        InInfo(fence.Info, wanted) is { } said ? (said, 0)
        : Above(lines, opening, wanted) is { } above ? (above, 0)
        : opening + 1 < lines.Count && lines[opening + 1].IsEnded && InComment(lines[opening + 1].Text, wanted) is { } comment ? (comment, 1)
        : (null, 0);

    static ArtifactPath? InInfo(string info, Wanted wanted)
    {
        if (info.Length > MostCharacters)
        {
            return null;
        }

        if (Attribute().Match(info) is { Success: true } attribute)
        {
            return wanted.Find(attribute.Groups["path"].Value);
        }

        var words = info.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var named = words is [_, var rest] ? wanted.Find(rest) : null;
        return named ?? wanted.Find(info) ?? (info.Split(':', 2) is [_, var behind] ? wanted.Find(behind) : null);
    }

    /// <summary>A line of its own, with an empty one between at most: in a sentence it may be an excerpt that follows.</summary>
    static ArtifactPath? Above(List<TextLine> lines, int opening, Wanted wanted)
    {
        var at = opening - 1;
        at -= at >= 0 && lines[at].Text.Trim().Length == 0 ? 1 : 0;
        return at >= 0 && lines[at].Text.Length <= MostCharacters && Title().Match(lines[at].Text) is { Success: true } title ? wanted.Find(title.Groups["path"].Value) : null;
    }

    static ArtifactPath? InComment(string line, Wanted wanted) =>
        line.Length <= MostCharacters && Comment().Match(line) is { Success: true } comment ? wanted.Find(comment.Groups["path"].Value) : null;

    [GeneratedRegex("""\b(?:title|file|filename|path|name)\s*[=:]\s*["'](?<path>[^"']+)["']|\b(?:title|file|filename|path|name)=(?<path>[^\s"'}]+)""")]
    private static partial Regex Attribute();

    [GeneratedRegex("""^\s*(?:(?:#{1,6}|[->*+]|[0-9]+[.)])\s+)*[*`"']*(?:(?:file|filename|file name|path)\s*:?\**\s*:?\s*)?[*`"']*(?<path>[^\s*`"':][^*`"':]*?)[*`"']*:?[*`"']*\s*(?:\([\w ]*\))?\s*:?$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    [GeneratedRegex(@"^\s*(?://+|#+|--|;+|/\*+|<!--|\{/\*|%+)\s*(?:(?:file|filename|path)\s*:\s*)?(?<path>\S.*?)\s*(?:\*/\}?|-->)?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Comment();
}
