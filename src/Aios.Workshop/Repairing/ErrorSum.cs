using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Aios.Workshop.Repairing;

/// <summary>Tells whether an error is the one that was there before, whenever and wherever it was found.</summary>
/// <remarks>Times, addresses, ports, ids, folders of one moment and line numbers say nothing of it, nor does the order of its lines. Counts and statuses do: where they change, something has.</remarks>
static partial class ErrorSum
{
    public static string Of(string evidence)
    {
        var lines = evidence.Split('\n').Where(line => !Passed.IsMatch(line)).Select(Lasting).Where(line => line.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..16];
    }

    static string Lasting(string line) => Blanks.Replace(Passing.Replace(line, "~"), " ").Trim();

    /// <summary>Told only of those that took long.</summary>
    [GeneratedRegex(@"^\s*✓")]
    static partial Regex Passed { get; }

    [GeneratedRegex(@"\s+")]
    static partial Regex Blanks { get; }

    // Moments, durations, addresses in memory, long ids, ports, process ids, folders for a while, then the places of lines.
    [GeneratedRegex("""
        \d{4}-\d\d-\d\dT[\d:.]+Z?
        |\b\d\d:\d\d:\d\d(?:\.\d+)?
        |\b\d+(?:\.\d+)?\s?(?:ms|s|sec|seconds?|minutes?)\b
        |\b0x[0-9a-fA-F]+
        |\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F-]{17,}
        |\b[0-9a-f]{12,}\b
        |(?<=(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):)\d+
        |\bport\s\d+
        |(?<=process\s|pid\s|pid=)\[?\d+\]?
        |"id":\s?\d+
        |(?:/private)?/(?:tmp|var/folders|var/tmp)/[^\s'":,)]*
        |(?<=\.\w{1,4})\(\d+,\d+\)
        |(?<=\.\w{1,4}):\d+(?::\d+)?
        |(?<=\bline\s)\d+
        |^\s*\d+\s?(?=[|│])
        |^\s*[⎯─]*\[\d+/\d+\]⎯*
        """, RegexOptions.IgnorePatternWhitespace)]
    static partial Regex Passing { get; }
}
