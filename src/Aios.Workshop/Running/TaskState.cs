using System.Collections.Immutable;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>A task of a run as it stands.</summary>
public sealed record TaskState(PlannedTask Task)
{
    public TaskProgress Progress { get; init; } = TaskProgress.Waiting;

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    /// <summary>Of the answer that is coming in, or came in last.</summary>
    public int Characters { get; init; }

    /// <summary>The file that is being written.</summary>
    public string? Writing { get; init; }

    /// <summary>How long each answer took.</summary>
    public ImmutableList<TimeSpan> Answers { get; init; } = [];

    public Usage Usage { get; init; } = Usage.None;

    /// <summary>Null as soon as one answer's cost is unknown.</summary>
    public Money? Cost { get; init; } = Money.Zero;

    /// <summary>Of the answers whose cost is known.</summary>
    public Money KnownCost { get; init; } = Money.Zero;

    /// <summary>Of the last answer.</summary>
    public Guid Call { get; init; }

    /// <summary>Questions that have been asked.</summary>
    public int Calls { get; init; }

    /// <summary>The attempts whose answers are in, by call and number.</summary>
    public ImmutableHashSet<(Guid Call, int Attempt)> Received { get; init; } = [];

    /// <summary>The calls whose answers were accepted, for this task as it is planned now.</summary>
    public ImmutableHashSet<Guid> Accepted { get; init; } = [];

    /// <summary>The models, as <c>PROVIDER/MODEL</c>, whose whole answers could not be used.</summary>
    public ImmutableList<string> FailedOn { get; init; } = [];

    /// <summary>The shape in which the accepted answer came, where that is another one than was asked for.</summary>
    public string? Form { get; init; }

    /// <summary>How often it has failed.</summary>
    public int Failures { get; init; }

    /// <summary>Tokens of all that was sent for it, by our count.</summary>
    public long Sent { get; init; }

    /// <summary>The part of it since something was accepted: of an answer that was given again it is nothing.</summary>
    public long SentSince { get; init; }

    /// <summary>Of each text that it had to be told, and was sent, a sum over it and its tokens.</summary>
    public IReadOnlyDictionary<string, int> Told { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>By answers that had been paid for before.</summary>
    public Money Saved { get; init; } = Money.Zero;

    /// <summary>Answers whose cost is unknown.</summary>
    public int UnknownAnswers { get; init; }

    public ImmutableArray<WrittenFile> Files
    {
        get;
        init => (field, Bytes) = (value, value.Sum(file => file.Bytes));
    } = [];

    /// <summary>Of its files.</summary>
    public long Bytes { get; private init; }

    /// <summary>Why the last answer could not be used, or why the task was not done.</summary>
    public string? Problem { get; init; }

    /// <summary>Why no route answered, where the task failed for want of one.</summary>
    public Failure? Unanswered { get; init; }

    /// <summary>It could have cost more than may be spent.</summary>
    public bool OverBudget { get; init; }

    public TimeSpan Took => Finished - Started ?? TimeSpan.Zero;

    internal TaskState Begin(RunEvent.TaskStarted start, DateTimeOffset at) => this with
    {
        Progress = TaskProgress.Working,
        Provider = start.Provider,
        Model = start.Model,
        Started = Started ?? at,
        Finished = null,
        Characters = 0,
    };

    /// <summary>What was under way when the process ended is not any more.</summary>
    internal TaskState Interrupt() => Progress == TaskProgress.Working
        ? this with { Progress = TaskProgress.Waiting, Started = null, Characters = 0, Writing = null }
        : this;

    /// <summary>The same task, told something else: what it has cost stays.</summary>
    internal TaskState Replan(PlannedTask task) => this with { Task = task, Progress = TaskProgress.Waiting, Started = null, Finished = null, Accepted = [], SentSince = 0, Told = ImmutableDictionary<string, int>.Empty, Files = [], Problem = null };

    /// <summary>As it was before, but for what it has cost since.</summary>
    internal TaskState Return(TaskState before) => this with
    {
        Task = before.Task,
        Progress = before.Progress,
        Started = before.Started,
        Finished = before.Finished,
        Files = before.Files,
        Accepted = before.Accepted,
        Told = before.Told,
        Problem = before.Problem,
    };

    internal TaskState Drop() => this with { Progress = TaskProgress.Dropped, Writing = null, Files = [], Problem = null };

    internal TaskState End(TaskProgress progress, DateTimeOffset at) => this with { Progress = progress, Finished = at, Writing = null };

    internal TaskState Accept(RunEvent.TaskDone done, DateTimeOffset at) => End(TaskProgress.Done, at) with
    {
        Files = [.. done.Files],
        Accepted = Accepted.Add(done.Call),
        Form = done.Form,
        Told = SentSince > 0 ? done.Told : Told,
        SentSince = 0,
    };

    internal TaskState Receive(RunEvent.AnswerReceived answer) => this with
    {
        Provider = answer.Provider,
        Model = answer.Model,
        Characters = answer.Characters,
        Answers = Answers.Add(answer.Took),
        Usage = Usage + answer.Usage,
        Cost = Cost + answer.Cost,
        KnownCost = KnownCost + (answer.Cost ?? Money.Zero),
        UnknownAnswers = UnknownAnswers + (answer.Cost is null ? 1 : 0),
        Call = answer.Call,
        Calls = Received.Any(each => each.Call == answer.Call) ? Calls : Calls + 1,
        Received = Received.Add((answer.Call, answer.Attempt)),
        FailedOn = answer is { Failed: false, Problems.Count: > 0 } && !FailedOn.Contains($"{answer.Provider}/{answer.Model}") ? FailedOn.Add($"{answer.Provider}/{answer.Model}") : FailedOn,
        Sent = Sent + answer.Sent,
        SentSince = SentSince + answer.Sent,
        Saved = Saved + answer.Saved,
        Problem = answer.Problems.Count > 0 ? string.Join(" ", answer.Problems) : null,
    };
}

public enum TaskProgress
{
    Waiting,
    Working,
    Done,
    Failed,

    /// <summary>Not begun, because something it needs failed.</summary>
    Skipped,

    /// <summary>No part of what is built any more.</summary>
    Dropped,
}
