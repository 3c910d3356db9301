using System.Text.RegularExpressions;

namespace Aios.Workshop.Repairing;

/// <summary>Takes evidence apart into what is said of one thing each: a failed test, a file that does not compile, a line of a linter.</summary>
static partial class EvidenceParts
{
    /// <summary>What tells nothing of anything, as bare rules, is left out.</summary>
    public static IReadOnlyList<string> Of(string evidence)
    {
        List<List<string>> parts = [];
        var (isOpen, isHead) = (false, false);
        foreach (var line in evidence.Split('\n'))
        {
            if (Closing.IsMatch(line))
            {
                (isOpen, isHead) = (false, false);
            }
            else if (Opening.IsMatch(line))
            {
                if (!isHead) // of several that failed for one reason, the reason stands behind the last
                {
                    parts.Add([]);
                }

                parts[^1].Add(line);
                (isOpen, isHead) = (true, line.Contains("FAIL ", StringComparison.Ordinal));
            }
            else if (parts.Count > 0 && (isOpen || line.Length == 0 || char.IsWhiteSpace(line[0]) || OfTraceback.IsMatch(line)))
            {
                parts[^1].Add(line);
                isHead = isHead && line.Length == 0;
            }
            else
            {
                parts.Add([line]);
            }
        }

        return [.. parts.Select(part => string.Join('\n', part).Trim('\n')).Where(part => part.Trim().Length > 0)];
    }

    // A test of pytest or vitest, a file of compileall, a traceback, a failed build, what the application said last.
    [GeneratedRegex(@"^_{3,} .* _{3,}$|^\s?FAIL\s|^\*\*\* |Traceback \(most recent call last\):|^ImportError while |^error during build:|^the application's last words:")]
    static partial Regex Opening { get; }

    /// <summary>What pytest says of a way through the code, where the head of it was cut.</summary>
    [GeneratedRegex(@"^\S+\.py:\d+: in |^E\s")]
    static partial Regex OfTraceback { get; }

    [GeneratedRegex(@"^…$|^=+ .* =+$|^⎯+.*⎯+$")]
    static partial Regex Closing { get; }
}
