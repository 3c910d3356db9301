using System.Globalization;

namespace Aios.Workshop.Verification;

/// <summary>What a check found.</summary>
/// <param name="Evidence">The telling lines of its output, safe to print and at most some 4 KB.</param>
public sealed record Verdict(string Name, bool Passed, double Seconds, string Evidence)
{
    const string EndedWithCode = "ended with exit code";

    /// <summary>Begins the evidence of a check that was not made.</summary>
    internal const string NotMade = "not run: ";

    /// <summary>It was not made, because generated code is not run without a sandbox.</summary>
    public bool Refused { get; init; }

    /// <summary>It ran, so that its evidence tells of the application.</summary>
    internal bool IsMade => !Refused && !Evidence.StartsWith(NotMade, StringComparison.Ordinal);

    /// <summary>The one line of the evidence that tells most.</summary>
    internal string Headline =>
        Verification.Evidence.Headline(Evidence.StartsWith(EndedWithCode, StringComparison.Ordinal) && Evidence.Split('\n', 2) is [_, var output] ? output : Evidence);

    internal static Verdict Of(Check check, SandboxResult result)
    {
        var evidence = Verification.Evidence.Of(result.Output);
        return new(check.Name, result.Succeeded, result.Duration.TotalSeconds, Ended(check, result) is { } ended ? $"{ended}\n{evidence}".TrimEnd() : evidence);
    }

    internal static Verdict NotRun(Check check, string need) => new(check.Name, false, 0, $"{NotMade}{need} failed");

    /// <summary>Why it came to an end, where the output may not tell.</summary>
    static string? Ended(Check check, SandboxResult result) => result.Ending switch
    {
        Ending.ByItself => result.Succeeded ? null : $"{EndedWithCode} {result.ExitCode}",
        Ending.TooLong => $"stopped: it took longer than {check.TimeoutSeconds} s",
        Ending.TooMuchMemory => $"stopped: it used more than {check.MemoryMegabytes} MB of memory",
        Ending.TooManyProcesses => $"stopped: it had more than {check.Processes} processes and threads",
        Ending.TooMuchOutput => string.Create(CultureInfo.InvariantCulture, $"stopped: it wrote more than {check.Limits.OutputBytes >> 20} MB"),
        _ => throw new InvalidOperationException($"No words for {result.Ending}."),
    };
}
