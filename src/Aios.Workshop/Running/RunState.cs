using System.Collections.Immutable;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Workshop.Briefs;
using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Running;

/// <summary>A run as it stands after some of its events: a pure fold, so that it is the same for whoever has seen the same events.</summary>
public sealed record RunState
{
    public string RunId { get; private init; } = "";

    public string Workflow { get; private init; } = "";

    public string Brief { get; private init; } = "";

    public RunStatus Status { get; private init; } = RunStatus.Running;

    public string? Reason { get; private init; }

    public DateTimeOffset Started { get; private init; }

    public DateTimeOffset? Finished { get; private init; }

    /// <summary>Of the last event.</summary>
    public DateTimeOffset Latest { get; private init; }

    /// <summary>Between its processes, when nobody did anything.</summary>
    public ImmutableList<(DateTimeOffset From, DateTimeOffset Until)> Pauses { get; private init; } = [];

    /// <summary>All pauses together.</summary>
    public TimeSpan Idle => IdleBetween(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>How often it was taken up again.</summary>
    public int Resumptions { get; private init; }

    /// <summary>In the order in which they were asked for.</summary>
    public ImmutableList<Change> Changes { get; private init; } = [];

    /// <summary>Where it waits for its user's word.</summary>
    public RunEvent.ApprovalAsked? Awaits { get; private init; }

    public ImmutableHashSet<(ApprovalPoint Point, string What)> Approvals { get; private init; } = [];

    /// <summary>The user's own contract, in the place of the CTO's.</summary>
    public RunEvent.ContractEdited? Edited { get; private init; }

    public ImmutableArray<string> Specialists { get; private init; } = [];

    /// <summary>In the order in which they were planned.</summary>
    public ImmutableList<string> Order { get; private init; } = [];

    public ImmutableDictionary<string, TaskState> Tasks { get; private init; } = ImmutableDictionary<string, TaskState>.Empty;

    public Contract? Contract { get; private init; }

    /// <summary>The checks that are being made, by name.</summary>
    public ImmutableSortedSet<string> Checking { get; private init; } = [];

    public ImmutableList<Verdict> Verdicts { get; private init; } = [];

    /// <summary>The rounds in which mistakes that checks had found were to be repaired, in order.</summary>
    public ImmutableList<RunEvent.RepairPlanned> Repairs { get; private init; } = [];

    /// <summary>How many of them belong to an earlier end of the run, or to an application that was to be another one: they limit nothing any more.</summary>
    public int RepairsBefore { get; private init; }

    /// <summary>Why nobody was asked for a repair any more, though checks fail.</summary>
    public string? RepairEnd { get; private init; }

    /// <summary>The folder that the user got.</summary>
    public string? Output { get; private init; }

    /// <summary>Those that are part of what is built.</summary>
    public IEnumerable<TaskState> TasksInOrder => Order.Select(id => Tasks[id]);

    /// <summary>The files as they are now, each with the task that wrote it last.</summary>
    public IEnumerable<(WrittenFile File, TaskState Task)> Written =>
        TasksInOrder.SelectMany(task => task.Files.Select(file => (File: file, Task: task))).GroupBy(written => written.File.Path).Select(group => group.Last());

    /// <summary>The models, as <c>PROVIDER/MODEL</c>, who have failed at a task: by answers of no use, or by having written what it is to repair.</summary>
    public IEnumerable<string> FailedOn(PlannedTask task) => TasksInOrder
        .Where(each => task.IsRepair && each.Task.Id != task.Id && each.Files.Any(file => file.Path == task.Files[0]))
        .SelectMany(each => each.FailedOn.Append($"{each.Provider}/{each.Model}"))
        .Concat(Tasks[task.Id].FailedOn)
        .Distinct();

    /// <summary>What of that time nobody did anything.</summary>
    public TimeSpan IdleBetween(DateTimeOffset from, DateTimeOffset until) => Pauses.Aggregate(TimeSpan.Zero, (sum, pause) =>
    {
        var (begins, ends) = (pause.From > from ? pause.From : from, pause.Until < until ? pause.Until : until);
        return ends > begins ? sum + (ends - begins) : sum;
    });

    /// <param name="first">With which the run began.</param>
    public Brief BriefNow(Brief first) => Changes.LastOrDefault(change => change.Asked.Brief is not null)?.Asked.Brief ?? first;

    public Usage Usage => Tasks.Values.Aggregate(Usage.None, (sum, task) => sum + task.Usage);

    /// <summary>Null as soon as one answer's cost is unknown.</summary>
    public Money? Cost => Tasks.Values.Aggregate((Money?)Money.Zero, (sum, task) => sum + task.Cost);

    /// <summary>Questions that have been asked.</summary>
    public int Calls { get; private init; }

    /// <summary>Of all accepted files.</summary>
    public long Bytes { get; private init; }

    /// <summary>Of the longest chain of tasks that wait for each other.</summary>
    public int Depth { get; private init; }

    /// <summary>What a specialist is doing, taken over all its tasks.</summary>
    public SpecialistState StateOf(string specialist)
    {
        var its = Tasks.Values.Where(task => task.Task.Specialist == specialist).ToList();
        return its.Any(task => task.Progress == TaskProgress.Working) ? SpecialistState.Busy
            : its.Any(task => task.Progress == TaskProgress.Failed) ? SpecialistState.Failed
            : its.Any(task => task.Progress == TaskProgress.Waiting) ? SpecialistState.Waiting
            : SpecialistState.Idle;
    }

    public RunState Apply(RunEvent happened, DateTimeOffset at) => Next(happened, at) with { Latest = at };

    /// <summary>It has happened already: a run that is taken up again does again what it did, and nothing of that is news.</summary>
    public bool Knows(RunEvent happened) => happened switch
    {
        RunEvent.RunStarted start => start.RunId == RunId,
        RunEvent.ApprovalAsked asked => Awaits == asked,
        RunEvent.TasksDropped dropped => !dropped.Tasks.Any(Order.Contains),
        RunEvent.TasksPlanned planned => planned.Whole.All(task => Tasks.GetValueOrDefault(task.Id) is { Progress: not TaskProgress.Dropped } known && known.Task == task),
        RunEvent.RepairEnded ended => RepairEnd == ended.Reason,
        RunEvent.ContractAgreed agreed => Contract?.ToJson() == agreed.Contract.ToJson(),
        RunEvent.AnswerReceived answer => Tasks[answer.Task].Received.Contains((answer.Call, answer.Attempt)),
        RunEvent.TaskDone done => done.Call != Guid.Empty && Tasks[done.Task].Accepted.Contains(done.Call),
        _ => false,
    };

    RunState Next(RunEvent happened, DateTimeOffset at) => happened switch
    {
        RunEvent.RunStarted start => Begin(start, at),
        RunEvent.RunResumed => Resume(at),
        RunEvent.ChangeAsked change => Change(change),
        RunEvent.ChangeWithdrawn withdrawn => Withdraw(withdrawn.Reason, at),
        RunEvent.ApprovalAsked asked => this with { Awaits = asked },
        RunEvent.Approved given => this with { Approvals = Approvals.Add((given.Point, given.What)), Awaits = null },
        RunEvent.ContractEdited edited => this with { Edited = edited },
        RunEvent.TasksDropped dropped => (this with { Order = Order.RemoveAll(dropped.Tasks.Contains) }).Put(dropped.Tasks.Select(id => Tasks[id].Drop())),
        RunEvent.TasksPlanned planned => Measured(planned.Whole.Aggregate(this, (state, task) => state.Plan(task))),
        RunEvent.ContractAgreed agreed => this with { Contract = agreed.Contract },
        RunEvent.TaskStarted start => With(start.Task, task => task.Begin(start, at)),
        RunEvent.TaskWriting writing => With(writing.Task, task => task with { Characters = writing.Characters, Writing = writing.File }),
        RunEvent.AnswerReceived answer => With(answer.Task, task => task.Receive(answer)),
        RunEvent.TaskDone done => With(done.Task, task => task.Accept(done, at)),
        RunEvent.TaskFailed failed => With(failed.Task, task => task.End(TaskProgress.Failed, at) with { Problem = failed.Reason, Unanswered = failed.Unanswered, OverBudget = failed.OverBudget, Failures = task.Failures + 1 }),
        RunEvent.TaskSkipped skipped => With(skipped.Task, task => task.End(TaskProgress.Skipped, at) with { Problem = $"needs {skipped.Because}, which failed" }),
        RunEvent.HistoryNotKept => this,
        RunEvent.CheckStarted check => this with { Checking = Checking.Add(check.Check), Verdicts = Verdicts.RemoveAll(verdict => verdict.Name == check.Check) },
        RunEvent.CheckFinished check => this with { Checking = Checking.Remove(check.Verdict.Name), Verdicts = Verdicts.RemoveAll(verdict => verdict.Name == check.Verdict.Name).Add(check.Verdict) },
        RunEvent.RepairPlanned planned => this with { Repairs = Repairs.Add(planned), RepairEnd = null },
        RunEvent.RepairEnded ended => this with { RepairEnd = ended.Reason },
        RunEvent.RunFinished finish => this with { Status = finish.Status, Reason = finish.Reason, Output = finish.Output, Finished = at },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "An event that no state knows."),
    };

    RunState Begin(RunEvent.RunStarted start, DateTimeOffset at) => this with
    {
        RunId = start.RunId,
        Workflow = start.Workflow,
        Brief = start.Brief,
        Specialists = [.. start.Specialists],
        Started = at,
    };

    RunState Change(RunEvent.ChangeAsked change) => this with
    {
        Changes = Changes.Add(new(change, this)),
        Awaits = null,
        Edited = null,
        RepairsBefore = Repairs.Count,
        RepairEnd = null,
    };

    /// <summary>As it was before, but for what was spent on it.</summary>
    RunState Withdraw(string reason, DateTimeOffset at)
    {
        var before = Changes[^1].Before;
        return (this with
        {
            Changes = Changes.RemoveAt(Changes.Count - 1),
            Status = before.Status,
            Reason = reason,
            Output = before.Output,
            Edited = before.Edited,
            RepairsBefore = before.RepairsBefore,
            RepairEnd = before.RepairEnd,
            Finished = at,
            Order = before.Order,
        }).Put(before.Tasks.Values.Select(task => Tasks[task.Task.Id].Return(task)));
    }

    RunState Resume(DateTimeOffset at) => (this with
    {
        Status = RunStatus.Running,
        RepairsBefore = Status == RunStatus.Unverified ? Repairs.Count : RepairsBefore,
        RepairEnd = null,
        Reason = null,
        Finished = null,
        Pauses = Pauses.Add((Latest, at)),
        Resumptions = Resumptions + 1,
        Checking = [],
    }).Put(Tasks.Values.Select(task => task.Interrupt()));

    RunState Plan(PlannedTask task) =>
        Tasks.GetValueOrDefault(task.Id) is not { } planned ? (this with { Order = Order.Add(task.Id) }).Put([new(task)])
        : planned.Task != task ? With(task.Id, its => its.Replan(task)) with { Order = Order.Contains(task.Id) ? Order : Order.Add(task.Id) }
        : Order.Contains(task.Id) ? this
        : With(task.Id, its => its.Replan(task)) with { Order = Order.Add(task.Id) };

    static RunState Measured(RunState state)
    {
        Dictionary<string, int> depths = [];
        return state with { Depth = state.Order.Select(DepthOf).DefaultIfEmpty().Max() };

        int DepthOf(string id)
        {
            if (!depths.TryGetValue(id, out var depth))
            {
                depths[id] = depth; // of those that need each other no run is made; this only ends
                depths[id] = depth = 1 + state.Tasks[id].Task.Needs.Where(state.Tasks.ContainsKey).Select(DepthOf).DefaultIfEmpty().Max();
            }

            return depth;
        }
    }

    RunState With(string task, Func<TaskState, TaskState> change) => Put([change(Tasks[task])]);

    /// <summary>The only way in which tasks change, so that what they come to together need not be reckoned each time somebody asks.</summary>
    RunState Put(IEnumerable<TaskState> changed)
    {
        var (tasks, calls, bytes) = (Tasks, Calls, Bytes);
        foreach (var task in changed)
        {
            var before = tasks.GetValueOrDefault(task.Task.Id);
            (calls, bytes) = (calls + task.Calls - (before?.Calls ?? 0), bytes + task.Bytes - (before?.Bytes ?? 0));
            tasks = tasks.SetItem(task.Task.Id, task);
        }

        return this with { Tasks = tasks, Calls = calls, Bytes = bytes };
    }
}

public enum SpecialistState
{
    Idle,
    Busy,
    Waiting,
    Failed,
}
