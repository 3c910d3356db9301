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

    /// <summary>Nobody may be asked, and all that keeps them out is money.</summary>
    public bool IsOverBudget => Routes.Count == 0 && Wanted is { Count: > 0 } wanted && wanted.All(route => route.Cause == RefusalCause.Budget);

    /// <summary>Refused, but not because somebody wants it so: where others would have been asked, those are of no interest.</summary>
    internal IReadOnlyList<RefusedRoute> Wanted => [.. Refused.Where(route => route.Cause != RefusalCause.Choice)];
}

/// <param name="Reason">Why it stands where it stands.</param>
public sealed record PlannedRoute(Route Route, string Reason)
{
    /// <summary>Null where nothing was estimated.</summary>
    public RouteEstimate? Estimate { get; init; }
}

/// <param name="Reason">Why it is not tried at all.</param>
public sealed record RefusedRoute(Route Route, string Reason, RefusalCause Cause = RefusalCause.Choice);

/// <summary>What kind of reason a refusal has, for whoever wants to do something about it.</summary>
public enum RefusalCause
{
    /// <summary>Somebody wants it so.</summary>
    Choice,

    /// <summary>The question, or its answer, is too long for it.</summary>
    Window,

    /// <summary>It cannot do what is asked.</summary>
    Capability,

    /// <summary>It could cost more than is left.</summary>
    Budget,

    /// <summary>It is not there any more.</summary>
    Retired,

    /// <summary>Not now.</summary>
    Passing,
}
