using Aios.Llm.Providers;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Running;

namespace Aios.Cli;

/// <summary>What the program tells the shell.</summary>
public static class ExitCode
{
    /// <summary>Done, and every check passed.</summary>
    public const int Done = 0;

    public const int Unexpected = 1;

    public const int WrongUsage = 2;

    /// <summary>Not a thing was done: what is configured is wrong.</summary>
    public const int Configuration = 3;

    /// <summary>Missing, wrong or revoked.</summary>
    public const int Key = 4;

    /// <summary>Refused before the start, or stopped.</summary>
    public const int Budget = 5;

    public const int NoRoute = 6;

    /// <summary>Finished, but a check failed.</summary>
    public const int CheckFailed = 7;

    /// <summary>Stopped; it can be gone on with.</summary>
    public const int Stopped = 8;

    /// <summary>Refused to run generated code.</summary>
    public const int NoSandbox = 9;

    public const int Interrupted = 130;

    public const int Terminated = 143;

    /// <summary>What a finished run is to the shell.</summary>
    public static int Of(RunState run) => run.Status switch
    {
        RunStatus.Verified => Done,
        RunStatus.Stopped => Stopped,
        RunStatus.Failed when WantOfMoney(run) => Budget,
        RunStatus.Failed when WantOfRoute(run) is { } failure => FailureProblem.Of(failure).ExitCode,
        _ when run.Verdicts.Any(verdict => verdict.Refused) => NoSandbox,
        _ => CheckFailed,
    };

    /// <summary>What trials are to the shell.</summary>
    public static int Of(IReadOnlyList<TrialRow> rows) => rows.Select(row => row.Outcome).DefaultIfEmpty(TrialOutcome.Passed).Max() switch
    {
        _ when rows.Any(row => row.Verdicts.Any(verdict => verdict.Refused)) => NoSandbox,
        TrialOutcome.Passed => Done,
        TrialOutcome.Unanswered => rows.First(row => row.Outcome == TrialOutcome.Unanswered).Failure is { } failure ? FailureProblem.Of(failure).ExitCode : NoRoute,
        TrialOutcome.Failed => CheckFailed,
        TrialOutcome.OverBudget => Budget,
        TrialOutcome.Interrupted => Interrupted,
        var outcome => throw new ArgumentOutOfRangeException(nameof(rows), outcome, "An outcome without an exit code."),
    };

    /// <summary>A file was not asked for because it could have cost more than may be spent. Of a repair it can do without.</summary>
    internal static bool WantOfMoney(RunState run) => run.Tasks.Values.Any(task => task is { OverBudget: true, Task.IsRepair: false });

    /// <summary>The failure of the first route, when nothing but the want of one kept the tasks from being done.</summary>
    internal static Failure? WantOfRoute(RunState run)
    {
        var failed = run.TasksInOrder.Where(task => task is { Progress: TaskProgress.Failed, Task.IsRepair: false }).ToList();
        return failed.Count > 0 && failed.All(task => task.Unanswered is not null) ? failed[0].Unanswered : null;
    }
}
