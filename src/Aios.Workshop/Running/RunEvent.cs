using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Contracts;
using Aios.Workshop.Planning;
using Aios.Workshop.Repairing;
using Aios.Workshop.Verification;

namespace Aios.Workshop.Running;

/// <summary>Something that happened in a run. From a run's events everything that is shown of it can be told.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(RunStarted), "run_started")]
[JsonDerivedType(typeof(RunResumed), "run_resumed")]
[JsonDerivedType(typeof(ChangeAsked), "change_asked")]
[JsonDerivedType(typeof(ChangeWithdrawn), "change_withdrawn")]
[JsonDerivedType(typeof(ApprovalAsked), "approval_asked")]
[JsonDerivedType(typeof(Approved), "approved")]
[JsonDerivedType(typeof(ContractEdited), "contract_edited")]
[JsonDerivedType(typeof(TasksPlanned), "tasks_planned")]
[JsonDerivedType(typeof(TasksDropped), "tasks_dropped")]
[JsonDerivedType(typeof(ContractAgreed), "contract_agreed")]
[JsonDerivedType(typeof(TaskStarted), "task_started")]
[JsonDerivedType(typeof(TaskWriting), "task_writing")]
[JsonDerivedType(typeof(AnswerReceived), "answer_received")]
[JsonDerivedType(typeof(TaskDone), "task_done")]
[JsonDerivedType(typeof(TaskFailed), "task_failed")]
[JsonDerivedType(typeof(TaskSkipped), "task_skipped")]
[JsonDerivedType(typeof(HistoryNotKept), "history_not_kept")]
[JsonDerivedType(typeof(CheckStarted), "check_started")]
[JsonDerivedType(typeof(CheckFinished), "check_finished")]
[JsonDerivedType(typeof(RepairPlanned), "repair_planned")]
[JsonDerivedType(typeof(RepairEnded), "repair_ended")]
[JsonDerivedType(typeof(RunFinished), "run_finished")]
public abstract record RunEvent
{
    private protected RunEvent()
    {
    }

    public sealed record RunStarted(string RunId, string Workflow, string Brief, IReadOnlyList<string> Specialists) : RunEvent;

    /// <summary>Another process has taken the run up, or the same one again after its end.</summary>
    public sealed record RunResumed(string Version) : RunEvent;

    /// <summary>The user wants it otherwise: what this touches is done again, everything else stays.</summary>
    /// <param name="Words">What is to be otherwise; empty where only the brief was edited.</param>
    public sealed record ChangeAsked(string Words) : RunEvent
    {
        /// <summary>The brief from now on, where it was edited.</summary>
        public Brief? Brief { get; init; }
    }

    /// <summary>The last change cannot be made: the run is as it was before it.</summary>
    public sealed record ChangeWithdrawn(string Reason) : RunEvent;

    /// <summary>The run waits for its user's word.</summary>
    /// <param name="What">A sum over what is to be approved.</param>
    public sealed record ApprovalAsked(ApprovalPoint Point, string What) : RunEvent;

    public sealed record Approved(ApprovalPoint Point, string What) : RunEvent;

    /// <summary>The user has written the contract instead of the CTO.</summary>
    /// <param name="What">A sum over the contract in whose place it stands.</param>
    public sealed record ContractEdited(string What, Contract Contract) : RunEvent;

    /// <summary>Tasks are known that were not before, or have become others.</summary>
    /// <param name="Tasks">Each with what it alone needs.</param>
    public sealed record TasksPlanned(IReadOnlyList<PlannedTask> Tasks) : RunEvent
    {
        /// <summary>What all of them need, once for all.</summary>
        public IReadOnlyList<string> Needs { get => field ?? []; init; }

        public static TasksPlanned Of(IReadOnlyList<WorkTask> tasks)
        {
            var common = tasks.Count == 0 ? [] : tasks.Skip(1).Aggregate(tasks[0].Needs, (needs, task) => [.. needs.Intersect(task.Needs)]);
            return new([.. tasks.Select(task => task.Plan with { Needs = [.. task.Needs.Except(common)] })]) { Needs = common };
        }

        /// <summary>Each with everything that it needs.</summary>
        internal IEnumerable<PlannedTask> Whole => Tasks.Select(task => task with { Needs = [.. Needs, .. task.Needs] });
    }

    /// <summary>They are no part of what is built any more; what they have cost stays.</summary>
    public sealed record TasksDropped(IReadOnlyList<string> Tasks) : RunEvent;

    public sealed record ContractAgreed(Contract Contract) : RunEvent;

    /// <param name="Model">Whom the router would ask first.</param>
    public sealed record TaskStarted(string Task, string Provider, string Model) : RunEvent;

    /// <param name="Characters">Of the answer so far.</param>
    /// <param name="File">The file that is being written.</param>
    public sealed record TaskWriting(string Task, int Characters, string? File) : RunEvent;

    /// <summary>An answer is in, and paid for, whether it can be used or not.</summary>
    /// <param name="Cost">Null when the model has no price.</param>
    /// <param name="Problems">Why it cannot be used; empty when it can.</param>
    public sealed record AnswerReceived(
        string Task, string Provider, string Model, int Characters, TimeSpan Took, Usage Usage, Money? Cost, IReadOnlyList<string> Problems) : RunEvent
    {
        /// <summary>In the ledger; of an answer that was given again, the call that was paid for it.</summary>
        public Guid Call { get; init; }

        /// <summary>Of the call, from 1; 0 for an answer that was given again.</summary>
        public int Attempt { get; init; }

        /// <summary>It did not come whole: nothing was written that could be judged.</summary>
        public bool Failed { get; init; }

        /// <summary>Tokens of everything that was sent, by our count; 0 where nobody was asked.</summary>
        public int Sent { get; init; }

        /// <summary>What another answer would have cost, where this one had been paid for before.</summary>
        public Money Saved { get; init; }
    }

    public sealed record TaskDone(string Task, IReadOnlyList<WrittenFile> Files) : RunEvent
    {
        /// <summary>Whose answer was accepted.</summary>
        public Guid Call { get; init; }

        /// <summary>The shape in which it came, where that is another one than was asked for.</summary>
        public string? Form { get; init; }

        /// <summary>Of each text that the task had to be told, a sum over it and its tokens, by our count.</summary>
        public IReadOnlyDictionary<string, int> Told { get => field ?? ImmutableDictionary<string, int>.Empty; init; }
    }

    public sealed record TaskFailed(string Task, string Reason) : RunEvent
    {
        /// <summary>The failure of the last route, where no route answered at all.</summary>
        public Failure? Unanswered { get; init; }

        /// <summary>It was not asked, or not again, because it could have cost more than may be spent.</summary>
        public bool OverBudget { get; init; }
    }

    /// <param name="Because">The failed task that it depends on.</param>
    public sealed record TaskSkipped(string Task, string Because) : RunEvent;

    /// <summary>What was accepted could not be recorded as commits; nothing else depends on it.</summary>
    public sealed record HistoryNotKept(string Reason) : RunEvent;

    public sealed record CheckStarted(string Check, string Title) : RunEvent;

    public sealed record CheckFinished(Verdict Verdict) : RunEvent;

    /// <summary>Specialists are asked to repair what checks have found. It holds all that they are told of it, for the same check would not find the same again.</summary>
    /// <param name="Round">From 1.</param>
    public sealed record RepairPlanned(int Round, IReadOnlyList<Repair> Repairs) : RunEvent;

    /// <summary>Checks fail, and nobody is asked any more.</summary>
    public sealed record RepairEnded(string Reason) : RunEvent;

    /// <param name="Output">The folder that the user got, if there is an application.</param>
    public sealed record RunFinished(RunStatus Status, string? Reason, string? Output) : RunEvent;
}

/// <param name="Bytes">In UTF-8.</param>
public sealed record WrittenFile(string Path, long Bytes)
{
    /// <summary>Over what it says: SHA-256, in hexadecimal digits.</summary>
    public string? Sum { get; init; }

    public static WrittenFile Of(AnsweredFile file)
    {
        var bytes = Encoding.UTF8.GetBytes(file.Text);
        return new(file.Path.Text, bytes.Length) { Sum = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
    }
}

public enum RunStatus
{
    Running,

    /// <summary>Every check passed.</summary>
    Verified,

    /// <summary>The application is there, and a check did not pass.</summary>
    Unverified,

    /// <summary>There is no application.</summary>
    Failed,

    /// <summary>Ended from outside.</summary>
    Stopped,
}
