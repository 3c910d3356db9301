namespace Aios.Workshop.Verification;

/// <summary>How a program in a sandbox came to its end.</summary>
sealed record SandboxResult
{
    public required Ending Ending { get; init; }

    /// <summary>128 + signal where a signal ended it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The end of what was written to standard output and standard error, as it arrived.</summary>
    public required string Output { get; init; }

    public required TimeSpan Duration { get; init; }

    public bool Succeeded => Ending == Ending.ByItself && ExitCode == 0;
}

enum Ending
{
    ByItself,
    TooLong,
    TooMuchMemory,
    TooManyProcesses,
    TooMuchOutput,
}
