using Aios.Cli.Building;
using Aios.Workshop.Contracts;
using Aios.Workshop.Running;

namespace Aios.Cli.Consent;

/// <summary>What is written down in a run when its user has answered it.</summary>
static class ApprovalWords
{
    /// <param name="edited">Built instead of the CTO's contract; null where that is approved as it is.</param>
    /// <exception cref="RunUnavailableException">It waits for nobody.</exception>
    /// <exception cref="UsageException">It is past its contract.</exception>
    public static IReadOnlyList<RunEvent> Approve(string run, RunState state, Contract? edited) => (Awaited(run, state), edited) switch
    {
        ({ } asked, null) => [new RunEvent.Approved(asked.Point, asked.What)],
        ({ Point: ApprovalPoint.Contract } asked, { } contract) => [new RunEvent.ContractEdited(asked.What, contract), new RunEvent.Approved(asked.Point, asked.What)],
        _ => throw new UsageException(["--contract: the run is past its contract. To have it otherwise: aios runs reject"]),
    };

    /// <exception cref="RunUnavailableException">It waits for nobody.</exception>
    /// <exception cref="UsageException">Nothing was said.</exception>
    public static IReadOnlyList<RunEvent> Reject(string run, RunState state, string words) =>
        Awaited(run, state) is not null && words.Trim() is { Length: > 0 } said ? [new RunEvent.ChangeAsked(said)] : throw new UsageException(["Say in words what should be otherwise."]);

    static RunEvent.ApprovalAsked Awaited(string run, RunState state) =>
        state.Awaits ?? throw new RunUnavailableException($"Run {run} does not wait for anybody's word.", "See: aios runs list");
}
