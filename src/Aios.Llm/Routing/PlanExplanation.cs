namespace Aios.Llm.Routing;

/// <summary>Why a plan is as it is, for people to read and for the ledger to keep.</summary>
public sealed record PlanExplanation
{
    /// <summary>The policy of plans that nobody computed.</summary>
    public const string Given = "given";

    public required string Policy { get; init; }

    /// <summary>Why this policy and no other; empty where nobody decided.</summary>
    public string Because { get; init; } = "";

    public required IReadOnlyList<PlannedRoute> Routes { get; init; }

    public IReadOnlyList<RefusedRoute> Refused { get; init; } = [];
}

/// <param name="Reason">Why it stands where it stands.</param>
public sealed record PlannedRoute(Route Route, string Reason)
{
    /// <summary>Null where nothing was estimated.</summary>
    public RouteEstimate? Estimate { get; init; }
}

/// <param name="Reason">Why it is not tried at all.</param>
public sealed record RefusedRoute(Route Route, string Reason);
