using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Evaluation;

/// <summary>What came of a trial.</summary>
public sealed record TrialRow(PlannedTrial Planned, TrialOutcome Outcome, string? Reason)
{
    /// <summary>How long all answers took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>How often it was asked.</summary>
    public int Attempts { get; init; }

    public Usage Usage { get; init; } = Usage.None;

    /// <summary>Null as soon as one answer's cost is unknown.</summary>
    public Money? Cost { get; init; } = Money.Zero;

    public IReadOnlyList<Verdict> Verdicts { get; init; } = [];

    public IReadOnlyList<WrittenFile> Files { get; init; } = [];

    /// <summary>Why no answer came.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Nobody was asked.</summary>
    internal static TrialRow NotAsked(PlannedTrial planned, Failure failure) => new(planned, TrialOutcome.Unanswered, failure.Message) { Failure = failure };

    /// <param name="state">Of the run that had nothing but this task.</param>
    /// <param name="stopped">Why it came to no end of its own.</param>
    internal static TrialRow Of(PlannedTrial planned, RunState state, (TrialOutcome Outcome, string Reason)? stopped = null)
    {
        var task = state.Tasks[planned.Trial.Task.Id];
        var (outcome, reason) = stopped ?? Judge(planned.Trial, task, state.Verdicts);
        return new(planned, outcome, reason)
        {
            Took = task.Answers.Aggregate(TimeSpan.Zero, (sum, answer) => sum + answer),
            Attempts = task.Answers.Count,
            Usage = task.Usage,
            Cost = task.Cost,
            Verdicts = state.Verdicts,
            Files = task.Files,
            Failure = task.Unanswered,
        };
    }

    /// <summary>A check that was not made is none that passed.</summary>
    static (TrialOutcome Outcome, string? Reason) Judge(SpecialistTrial trial, TaskState task, IReadOnlyList<Verdict> verdicts) =>
        task.OverBudget ? (TrialOutcome.OverBudget, task.Problem)
        : task.Unanswered is { } unanswered ? (TrialOutcome.Unanswered, unanswered.Message)
        : task.Progress != TaskProgress.Done ? (TrialOutcome.Failed, task.Problem)
        : verdicts.FirstOrDefault(verdict => !verdict.Passed) is { } failed ? (TrialOutcome.Failed, $"{failed.Name}: {failed.Headline}")
        : trial.Checks.Except(verdicts.Select(verdict => verdict.Name)).FirstOrDefault() is { } open ? (TrialOutcome.Failed, $"{open}: it was not made")
        : (TrialOutcome.Passed, null);
}

/// <summary>Of several, the last one here is what they come to.</summary>
public enum TrialOutcome
{
    /// <summary>The answer could be used, and every check passed.</summary>
    Passed,

    /// <summary>There was no answer.</summary>
    Unanswered,

    /// <summary>The answer could not be used, or a check did not pass.</summary>
    Failed,

    /// <summary>It was not asked, or not again, because it could have cost more than was left.</summary>
    OverBudget,

    /// <summary>Ended from outside.</summary>
    Interrupted,
}
