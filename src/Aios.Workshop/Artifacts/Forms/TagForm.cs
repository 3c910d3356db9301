using System.Text.RegularExpressions;

namespace Aios.Workshop.Artifacts.Forms;

/// <summary><c>&lt;file path="…"&gt;</c>, <c>&lt;boltAction type="file" filePath="…"&gt;</c>, <c>&lt;dyad-write path="…"&gt;</c>, and the like.</summary>
/// <remarks>Where the content stands on lines of its own, so does the tag that closes it, as far in as the one that opens it. What is
/// inside is no XML: nothing in it is unescaped, but a CDATA section or a fence around the whole of it is taken off.</remarks>
sealed partial class TagForm : IAnswerForm
{
    const string Data = "<![CDATA[";
    const string DataEnd = "]]>";

    public string Name => "tags";

    public Found Read(string text, Wanted wanted)
    {
        var found = new Found();
        List<(Match Tag, ArtifactPath Path)> openings = [];
        foreach (Match tag in Opening().Matches(text))
        {
            if (wanted.Find(PathAttribute().Match(tag.Groups["attributes"].Value).Groups["path"].Value) is { } path)
            {
                openings.Add((tag, path));
            }
        }

        var at = 0;
        for (var index = 0; index < openings.Count; index++)
        {
            var (tag, path) = openings[index];
            if (tag.Index >= at) // else it stands within a CDATA section that has been read
            {
                at = text.AsSpan(tag.Index + tag.Length).TrimStart().StartsWith(Data, StringComparison.Ordinal)
                    ? ReadData(text, tag, path, found)
                    : ReadPlain(text, tag, index + 1 < openings.Count ? openings[index + 1].Tag.Index : text.Length, path, found);
            }
        }

        return found;
    }

    /// <returns>Where it ends.</returns>
    static int ReadData(string text, Match opening, ArtifactPath path, Found found)
    {
        var start = text.IndexOf(Data, opening.Index + opening.Length, StringComparison.Ordinal) + Data.Length;
        var closing = new Regex($@"\]\]>\s*</{Regex.Escape(opening.Groups["tag"].Value)}\s*>").Match(text, start);
        if (!closing.Success)
        {
            found.AddCut(path, Content(text[start..]));
            return text.Length;
        }

        found.Add(path, Fence.Without(path, Content(text[start..closing.Index].Replace("]]]]><![CDATA[>", DataEnd, StringComparison.Ordinal))));
        return closing.Index + closing.Length;
    }

    static int ReadPlain(string text, Match opening, int limit, ArtifactPath path, Found found)
    {
        var start = opening.Index + opening.Length;
        var content = text[start..limit];
        var closings = new Regex($@"</{Regex.Escape(opening.Groups["tag"].Value)}\s*>").Matches(content).ToList();
        if (content.AsSpan().TrimStart(" \t\r") is ['\n', ..] && closings.FindAll(match => IsAsFarIn(content, match, opening.Groups["indent"].Value)) is { Count: > 0 } aligned)
        {
            closings = aligned;
        }

        switch (closings)
        {
            case [var closing]:
                found.Add(path, Fence.Without(path, Content(content[..closing.Index]).TrimEnd(' ', '\t')));
                return start + closing.Index;
            case [] when limit == text.Length:
                found.AddCut(path, Content(content));
                return limit;
            case []:
                found.Doubts.Add($"'{path}' was not closed before the next file.");
                return limit;
            default:
                found.Doubts.Add($"It cannot be told where '{path}' ends: </{opening.Groups["tag"].Value}> is there more than once.");
                return limit;
        }
    }

    static bool IsAsFarIn(string text, Match closing, string indent) =>
        text.AsSpan(0, closing.Index).EndsWith('\n' + indent) && text.AsSpan(closing.Index + closing.Length).TrimStart(" \t\r") is [] or ['\n', ..];

    /// <summary>The line end behind the tag is none of the file's.</summary>
    static string Content(string text) => FirstLineEnd().Replace(text, "", 1);

    [GeneratedRegex("""(?<=\A|\n)(?<indent>[ \t]*)<(?<tag>file|artifact|boltAction|dyad-write|write_file|write_to_file|create_file|code_file)(?<attributes>(?:\s+[\w-]+\s*=\s*(?:"[^"\r\n]{0,500}"|'[^'\r\n]{0,500}'))+)\s*>""")]
    private static partial Regex Opening();

    [GeneratedRegex("""\s(?:path|filePath|file_path|filename|name)\s*=\s*["'](?<path>[^"']*)["']""")]
    private static partial Regex PathAttribute();

    [GeneratedRegex(@"\A[ \t]*\r?\n")]
    private static partial Regex FirstLineEnd();
}
