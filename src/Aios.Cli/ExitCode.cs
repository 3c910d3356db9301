using Aios.Workshop.Running;

namespace Aios.Cli;

/// <summary>What the program tells the shell.</summary>
public static class ExitCode
{
    /// <summary>Done, and every check passed.</summary>
    public const int Done = 0;

    public const int Unexpected = 1;

    public const int WrongUsage = 2;

    public const int NoRoute = 6;

    /// <summary>Finished, but a check failed.</summary>
    public const int CheckFailed = 7;

    /// <summary>Refused to run generated code.</summary>
    public const int NoSandbox = 9;

    public const int Interrupted = 130;

    public const int Terminated = 143;

    /// <summary>What a finished run is to the shell.</summary>
    public static int Of(RunState run) => run.Status switch
    {
        RunStatus.Verified => Done,
        RunStatus.Stopped => Interrupted,
        _ when run.Verdicts.Any(verdict => verdict.Refused) => NoSandbox,
        _ => CheckFailed,
    };
}
