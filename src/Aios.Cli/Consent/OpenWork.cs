using Aios.Workshop.Briefs;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;

namespace Aios.Cli.Consent;

/// <summary>What may still be asked in a run.</summary>
sealed record OpenWork
{
    /// <summary>Of what is to be built.</summary>
    public required Brief Brief { get; init; }

    /// <summary>The tasks that nobody will be asked for again.</summary>
    public IReadOnlySet<string> Done { get; init; } = new HashSet<string>();

    /// <summary>How many others are planned already.</summary>
    public int Planned { get; init; }

    /// <summary>Checks may still find what somebody is asked to repair.</summary>
    public bool MayRepair { get; init; } = true;

    /// <summary>Beside repairs, of which nobody knows beforehand, there are tasks to be done.</summary>
    public bool IsForeseen { get; init; } = true;

    /// <param name="wanted">What is to be otherwise from now on.</param>
    /// <returns>Null where nobody will be asked for anything.</returns>
    public static OpenWork? Of(RunState state, RunOrder order, RunEvent.ChangeAsked? wanted)
    {
        var brief = wanted?.Brief ?? state.BriefNow(order.Brief);
        if (wanted is not null || WaitsForChange(state))
        {
            return new() { Brief = brief }; // it may touch anything
        }

        var done = state.TasksInOrder.Where(task => task.Progress == TaskProgress.Done).Select(task => task.Task.Id).ToHashSet();
        var (isWritten, mayRepair) = (IsWritten(state, done.Count), MayBeRepaired(state, order));
        return isWritten && !mayRepair ? null : new()
        {
            Brief = brief,
            Done = done,
            Planned = state.Order.Count - done.Count,
            MayRepair = mayRepair,
            IsForeseen = !mayRepair || !(isWritten || state.Status == RunStatus.Unverified),
        };
    }

    /// <summary>A change was asked for, and no contract has been agreed on since.</summary>
    public static bool WaitsForChange(RunState state) => state.Changes.LastOrDefault() is { } change && ReferenceEquals(change.Before.Contract, state.Contract);

    static bool IsWritten(RunState state, int done) =>
        done == state.Order.Count && state.Contract is { } contract && !contract.Files.Select(file => file.Path).Except(state.Written.Select(written => written.File.Path)).Any();

    /// <remarks>A run that is gone on with after it has ended gets all its rounds again.</remarks>
    static bool MayBeRepaired(RunState state, RunOrder order)
    {
        var rounds = order.Limits.Repairs - (state.Status == RunStatus.Unverified ? 0 : state.Repairs.Count - state.RepairsBefore);
        var passed = state.Verdicts.Where(verdict => verdict.Passed).Select(verdict => verdict.Name).ToHashSet();
        return rounds > 0 && (passed.Count < state.Verdicts.Count || !passed.IsSupersetOf(WorkflowVerifier.ChecksOf(order.Workflow)));
    }
}
