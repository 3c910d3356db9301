using System.Text.RegularExpressions;

namespace Aios.Workshop.Artifacts.Forms;

/// <summary>A line of backticks or tildes that opens or closes a block of code in Markdown.</summary>
/// <param name="Info">What stands behind the marks; empty for a line that may close.</param>
sealed partial record Fence(char Mark, int Length, string Info)
{
    public static Fence? Read(string line) =>
        Line().Match(line) is { Success: true } match && match.Groups["marks"].Value is var marks
            ? new(marks[0], marks.Length, match.Groups["info"].Value.Trim())
            : null;

    public bool Closes(Fence open) => Info.Length == 0 && Mark == open.Mark && Length >= open.Length;

    /// <summary>In such files a fence is content like any other line, so that a fence of the same length around them proves nothing.</summary>
    public static bool IsContentOf(ArtifactPath path) => Prose().IsMatch(path.Text);

    /// <summary>The text without a fence around the whole of it, where there is one and it cannot be content.</summary>
    public static string Without(ArtifactPath path, string content)
    {
        var lines = TextLine.All(content);
        var first = lines.FindIndex(line => line.Text.Trim().Length > 0);
        var last = lines.FindLastIndex(line => line.Text.Trim().Length > 0);
        return !IsContentOf(path) && first >= 0 && last > first
            && Read(lines[first].Text) is { } open && Read(lines[last].Text) is { } close && close.Closes(open)
            && !lines[(first + 1)..last].Exists(line => Read(line.Text) is { } inner && inner.Closes(open))
            ? content[lines[first].Next..lines[last].Start]
            : content;
    }

    [GeneratedRegex("^ {0,3}(?<marks>`{3,}(?=[^`]*$)|~{3,})(?<info>.*)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"\.(md|mdx|markdown|rst|txt)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prose();
}
