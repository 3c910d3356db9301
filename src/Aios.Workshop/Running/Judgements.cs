using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>Which answers of a run were found to be good and which were not, by something that ran.</summary>
/// <remarks>
/// An answer that could not be used has failed. When every check passed, every answer that went into the application has passed. When one did not,
/// those have failed whose files its evidence names, tests excepted: a test that fails is named although it may be right. Of all others nothing is known.
/// </remarks>
public static class Judgements
{
    const string Tester = "qa";

    /// <param name="after">The run as it stands after what happened.</param>
    public static IEnumerable<Judgement> Of(RunEvent happened, RunState after) => happened switch
    {
        RunEvent.AnswerReceived { Failed: false, Problems.Count: > 0 } answer => [new(after.Tasks[answer.Task].Task, answer.Call, Passed: false)],
        RunEvent.RunFinished { Status: RunStatus.Verified } => after.TasksInOrder.Where(IsWritten).Select(task => new Judgement(task.Task, task.Call, Passed: true)),
        RunEvent.RunFinished { Status: RunStatus.Unverified } => after.TasksInOrder.Where(task => IsWritten(task) && IsNamed(task, after)).Select(task => new Judgement(task.Task, task.Call, Passed: false)),
        _ => [],
    };

    static bool IsWritten(TaskState task) => task.Progress == TaskProgress.Done;

    static bool IsNamed(TaskState task, RunState after)
    {
        var files = task.Task.Specialist == Tester ? [] : task.Task.Files;
        return after.Verdicts.Any(verdict => verdict is { Passed: false, Refused: false } && files.Any(file => Names(verdict.Evidence, file)));
    }

    /// <summary>Checks run in a folder of the application, and name files from there.</summary>
    static bool Names(string evidence, string path) =>
        evidence.Contains(path, StringComparison.Ordinal)
        || (path.Split('/', 2) is [_, var below] && below.Contains('/', StringComparison.Ordinal) && evidence.Contains(below, StringComparison.Ordinal));
}

/// <summary>An answer and whether it was found to be good.</summary>
/// <param name="Call">The call that was paid for it.</param>
public sealed record Judgement(PlannedTask Task, Guid Call, bool Passed);
