using Aios.Workshop.Planning;
using Aios.Workshop.Repairing;

namespace Aios.Workshop.Running;

/// <summary>Which answers of a run were found to be good and which were not, by something that ran.</summary>
/// <remarks>
/// An answer that could not be used has failed. When every check passed, every answer has passed of which all is in the application. When one did not,
/// those have failed whose files its evidence names, tests excepted: a test that fails is named although it may be right. Where that is found out for a
/// repair it is said then, and not once more. Of all others nothing is known.
/// </remarks>
public static class Judgements
{
    const string Tester = "qa";

    /// <param name="after">The run as it stands after what happened.</param>
    public static IEnumerable<Judgement> Of(RunEvent happened, RunState after) => happened switch
    {
        RunEvent.AnswerReceived { Failed: false, Problems.Count: > 0 } answer => [new(after.Tasks[answer.Task].Task, answer.Call, Passed: false)],
        RunEvent.RepairPlanned planned => Blamed(planned, after).Where(task => !IsJudged(task, after.Repairs.TakeWhile(round => round != planned))).Select(task => new Judgement(task.Task, task.Call, Passed: false)),
        RunEvent.RunFinished { Status: RunStatus.Verified } => Whole(after).Select(task => new Judgement(task.Task, task.Call, Passed: true)),
        RunEvent.RunFinished { Status: RunStatus.Unverified } => Whole(after).Where(task => IsNamed(task, after) && !IsJudged(task, after.Repairs)).Select(task => new Judgement(task.Task, task.Call, Passed: false)),
        _ => [],
    };

    /// <summary>The tasks that are done and of which nobody has changed anything since.</summary>
    static IEnumerable<TaskState> Whole(RunState state)
    {
        var last = state.Written.ToDictionary(written => written.File.Path, written => written.Task.Task.Id);
        return state.TasksInOrder.Where(task => task.Progress == TaskProgress.Done && task.Files.All(file => last[file.Path] == task.Task.Id));
    }

    /// <summary>Whose text of a file is named, and is to be repaired.</summary>
    static IEnumerable<TaskState> Blamed(RunEvent.RepairPlanned round, RunState state) =>
        round.Repairs.Where(IsBlame).SelectMany(repair => state.Written.Where(written => written.File.Path == repair.Files[0])).Select(written => written.Task).Distinct();

    static bool IsBlame(Repair repair) => repair is { IsNamed: true, Specialist: not Tester };

    static bool IsJudged(TaskState task, IEnumerable<RunEvent.RepairPlanned> rounds) => rounds
        .SkipWhile(round => task.Task.IsRepair && round.Repairs.All(repair => repair.Id != task.Task.Id))
        .Skip(task.Task.IsRepair ? 1 : 0)
        .SelectMany(round => round.Repairs)
        .Any(repair => IsBlame(repair) && task.Files.Any(file => file.Path == repair.Files[0]));

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
