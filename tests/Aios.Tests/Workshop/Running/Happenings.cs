using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;

namespace Aios.Tests.Workshop.Running;

/// <summary>Runs written by hand, event by event, each with its second.</summary>
static class Happenings
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static RunState Fold(params IEnumerable<(double Second, RunEvent Happened)> events) =>
        events.Aggregate(new RunState(), (state, each) => state.Apply(each.Happened, At(each.Second)));

    public static DateTimeOffset At(double second) => Start + TimeSpan.FromSeconds(second);

    public static RunEvent Started() => new RunEvent.RunStarted("run-1", "web-app", "todo", ["cto", "backend", "qa"]);

    public static RunEvent Planned(params IReadOnlyList<WorkTask> tasks) => RunEvent.TasksPlanned.Of(tasks);

    public static WorkTask Task(string id, string specialist, params IReadOnlyList<string> needs) => new()
    {
        Id = id,
        Specialist = specialist,
        Files = [new ArtifactPath($"{id}.txt")],
        Needs = needs,
        Assignment = new() { Files = [] },
    };

    public static RunEvent Begins(string task, string model = "generator") => new RunEvent.TaskStarted(task, "offline", model);

    public static RunEvent Writes(string task, int characters) => new RunEvent.TaskWriting(task, characters, $"{task}.txt");

    public static RunEvent.AnswerReceived Answers(string task, double seconds, long? nanos = 0, params IReadOnlyList<string> problems) => new RunEvent.AnswerReceived(
        task, "offline", "generator", 100, TimeSpan.FromSeconds(seconds), new Usage { Input = 10, Output = 5 }, nanos is { } cost ? new Money(cost) : null, problems);

    public static RunEvent Done(string task) => new RunEvent.TaskDone(task, [new($"{task}.txt", 7)]);

    public static RunEvent Failed(string task, string reason) => new RunEvent.TaskFailed(task, reason);

    public static RunEvent Skipped(string task, string because) => new RunEvent.TaskSkipped(task, because);

    public static RunEvent Checking(string check) => new RunEvent.CheckStarted(check, $"Title of {check}");

    public static RunEvent Checked(string check, bool passed, string evidence = "") => new RunEvent.CheckFinished(new(check, passed, 1.5, evidence));

    /// <summary>The backend specialist is asked about the file of a task, because of the check "endpoints".</summary>
    public static RunEvent.RepairPlanned Repairs(int round, string task, bool isNamed = true) => new(
        round,
        [new() { Id = $"repair-{round}/{task}", Specialist = "backend", Files = [$"{task}.txt"], Found = [new("endpoints", $"{task}.txt:1: wrong", $"{round}")], IsNamed = isNamed, Writers = "" }]);

    public static RunEvent Ends(RunStatus status, string? reason = null, string? output = null) => new RunEvent.RunFinished(status, reason, output);

    /// <summary>A contract in two seconds, then two files at once, one of which needs a second answer, and a third that needs both.</summary>
    public static IEnumerable<(double, RunEvent)> Run(RunStatus status = RunStatus.Verified, string? output = "/out") =>
    [
        (0, Started()),
        (0, Planned(Task("plan", "cto"))),
        (0, Begins("plan")),
        (2, Answers("plan", 2, 1_000_000)),
        (2, Done("plan")),
        (2, Planned(Task("main", "backend", "plan"), Task("model", "backend", "plan"), Task("test", "qa", "main", "model"))),
        (2, Begins("main")),
        (2, Begins("model")),
        (3, Answers("model", 1, 2_000_000, "It was cut.")),
        (3, Begins("model")),
        (6, Answers("main", 4, 3_000_000)),
        (6, Done("main")),
        (7, Answers("model", 4, 4_000_000) with { Attempt = 2 }),
        (7, Done("model")),
        (7, Begins("test")),
        (10, Answers("test", 3)),
        (10, Done("test")),
        (10, Checking("endpoints")),
        (12, Checked("endpoints", passed: true)),
        (13, Ends(status, reason: null, output)),
    ];
}
