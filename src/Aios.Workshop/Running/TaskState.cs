using System.Collections.Immutable;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>A task of a run as it stands.</summary>
public sealed record TaskState(WorkTask Task)
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

    /// <summary>By answers that had been paid for before.</summary>
    public Money Saved { get; init; } = Money.Zero;

    /// <summary>Answers whose cost is unknown.</summary>
    public int UnknownAnswers { get; init; }

    public ImmutableArray<WrittenFile> Files { get; init; } = [];

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

    internal TaskState End(TaskProgress progress, DateTimeOffset at) => this with { Progress = progress, Finished = at, Writing = null };

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
}
