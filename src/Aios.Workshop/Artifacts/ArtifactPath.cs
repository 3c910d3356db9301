using System.Text;
using System.Text.RegularExpressions;

namespace Aios.Workshop.Artifacts;

/// <summary>Where in an application a file lies. An instance that exists is harmless on every system that may ever check the application out.</summary>
/// <remarks>Constructing one is the only validation there is; what a path may be is written down in <c>docs/decisions/0003-artifact-paths.md</c>.</remarks>
public sealed partial record ArtifactPath
{
    const int MaxBytes = 240;
    const int MaxSegmentBytes = 120;
    const int MaxDepth = 16;

    /// <exception cref="ArtifactPathException">The text is no path that an artifact may have.</exception>
    public ArtifactPath(string text)
    {
        if (Objection(text) is { } objection)
        {
            throw new ArtifactPathException(text, objection);
        }

        Text = text;
    }

    /// <summary>Relative, with <c>/</c> between its segments.</summary>
    public string Text { get; }

    /// <summary>Equal for two paths that some file system cannot tell apart.</summary>
    public string Twin => Text.ToUpperInvariant();

    public IEnumerable<string> Segments => Text.Split('/');

    public override string ToString() => Text;

    static string? Objection(string text) =>
        text.Length == 0 ? "it is empty"
        : Encoding.UTF8.GetByteCount(text) > MaxBytes ? $"it is longer than {MaxBytes} bytes"
        : text.Contains('\\') ? "it has a backslash"
        : text.StartsWith('/') ? "it is absolute"
        : !text.All(IsPrintable) ? "it has a character other than the printable ones of ASCII"
        : text.IndexOfAny([':', '<', '>', '"', '|', '?', '*']) >= 0 ? "it has a character that not every file system takes"
        : text.Split('/') is var segments && segments.Length > MaxDepth ? $"it is deeper than {MaxDepth} folders"
        : segments.Select(ObjectionToSegment).FirstOrDefault(objection => objection is not null);

    static string? ObjectionToSegment(string segment) =>
        segment.Length == 0 ? "it has an empty segment"
        : segment is "." or ".." ? $"it has the segment '{segment}'"
        : Encoding.UTF8.GetByteCount(segment) > MaxSegmentBytes ? $"a segment is longer than {MaxSegmentBytes} bytes"
        : segment[0] is '~' or ' ' or '-' ? $"a segment begins with '{segment[0]}'"
        : segment[^1] is '.' or ' ' ? "a segment ends with a dot or a space"
        : DeviceName().IsMatch(segment) ? $"'{segment}' is the name of a device on Windows"
        : PrivateName().IsMatch(segment) ? $"'{segment}' is not for artifacts"
        : null;

    /// <summary>Other characters have twins, more than one form or none that shows; without ICU, which we do not ship, .NET cannot tell.</summary>
    static bool IsPrintable(char each) => each is >= ' ' and <= '~';

    [GeneratedRegex(@"^(con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])\s*(\..*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DeviceName();

    [GeneratedRegex(@"^(\.git|git~[0-9]+|\.ssh|\.env|\.env\..*|node_modules)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PrivateName();
}

/// <summary>A path that no artifact may have.</summary>
public sealed class ArtifactPathException(string text, string objection)
    : Exception($"The path {Printable(text)} is refused: {objection}.")
{
    const int MaxShown = 80;

    static string Printable(string text)
    {
        var shown = text.Length <= MaxShown ? text : text[..MaxShown] + "…";
        return "'" + string.Concat(shown.Select(c => char.IsAscii(c) && !char.IsControl(c) ? c.ToString() : $"\\u{(int)c:x4}")) + "'";
    }
}
