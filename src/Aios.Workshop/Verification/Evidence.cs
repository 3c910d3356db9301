using System.Text;
using System.Text.RegularExpressions;

namespace Aios.Workshop.Verification;

/// <summary>The telling lines of what a program wrote, safe to print and short enough to be shown to a model.</summary>
static partial class Evidence
{
    const int Longest = 4096;
    const int LongestLine = 400;

    public static string Of(string output)
    {
        var clean = Clean(output).Trim('\n');
        if (clean.Length <= Longest)
        {
            return clean;
        }

        // What went wrong first, and how it was summed up in the end.
        string[] lines = [.. WithoutLibraries(clean.Split('\n')).Select(Shortened)];
        var telling = Enumerable.Range(0, lines.Length)
            .Where(at => Telling.IsMatch(lines[at]) || OwnFrame.IsMatch(lines[at]))
            .SelectMany(at => new[] { at - 1, at, at + 1 })
            .Where(at => at >= 0 && at < lines.Length)
            .Distinct();
        var first = Fitting(telling.Select(at => lines[at]), Longest * 3 / 4);
        var last = Fitting(lines.Reverse(), Longest - first.Sum(line => line.Length + 1) - 2);
        return string.Join('\n', [.. first, "…", .. Enumerable.Reverse(last)]);
    }

    /// <summary>The one line that tells most: the first that speaks of something wrong, else the first.</summary>
    public static string Headline(string evidence)
    {
        string[] lines = [.. evidence.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];
        return lines.FirstOrDefault(line => Telling.IsMatch(line) && line.Any(char.IsAsciiLetterLower)) ?? lines.FirstOrDefault() ?? "it did not say why";
    }

    /// <summary>Without what a terminal would obey: escape sequences, control characters, changes of writing direction.</summary>
    public static string Clean(string text)
    {
        StringBuilder clean = new(text.Length);
        foreach (var each in Escapes.Replace(text.ReplaceLineEndings("\n"), "").EnumerateRunes())
        {
            if (each.Value is '\n' or '\t' || !IsControl(each))
            {
                clean.Append(each);
            }
        }

        return clean.ToString();
    }

    /// <summary>How a call went through the code of others tells nothing that would have to be known; what it says stands below in the application's own.</summary>
    static IEnumerable<string> WithoutLibraries(IReadOnlyList<string> lines)
    {
        var isLibrary = false;
        foreach (var line in lines)
        {
            var isSource = isLibrary && line.StartsWith("    ", StringComparison.Ordinal);
            isLibrary = LibraryFrame.IsMatch(line);
            if (!isLibrary && !isSource)
            {
                yield return line;
            }
        }
    }

    static bool IsControl(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C;

    static string Shortened(string line) => line.Length <= LongestLine ? line : line[..LongestLine] + "…";

    static List<string> Fitting(IEnumerable<string> lines, int room)
    {
        List<string> fitting = [];
        foreach (var line in lines)
        {
            room -= line.Length + 1;
            if (room < 0)
            {
                break;
            }

            fitting.Add(line);
        }

        return fitting;
    }

    // CSI, then OSC, DCS, SOS, PM and APC up to their terminator, then escapes of two characters.
    [GeneratedRegex(@"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[ -/]*[0-~]")]
    static partial Regex Escapes { get; }

    // As Python, Node and vitest name a place: in the sandbox the application's own are relative, or below /app.
    [GeneratedRegex(@"^(?:\s+❯ (?:\S+ )?)?(?:/app/)?[\w@.-][\w@./-]*\.(?:py|[cm]?[jt]sx?):\d+")]
    static partial Regex OwnFrame { get; }

    [GeneratedRegex(@"(?:^|[\s(])(?:file://)?(?:/usr/lib/|\S*(?:dist-packages|site-packages|node_modules)/)\S*:\d+")]
    static partial Regex LibraryFrame { get; }

    [GeneratedRegex("error|fail|exception|expected|assert|traceback|not found|cannot|✗|×", RegexOptions.IgnoreCase)]
    static partial Regex Telling { get; }
}
