namespace Aios.Llm.Routing;

/// <summary>The routes in the order in which they will be tried, and why.</summary>
public sealed class RoutePlan
{
    readonly Func<PlanExplanation> _explain;

    /// <param name="explain">Asked when somebody wants to know: deciding is cheaper than saying why.</param>
    public RoutePlan(IReadOnlyList<Route> routes, Func<PlanExplanation> explain) => (Routes, _explain) = (routes, explain);

    /// <summary>A plan that somebody has made by hand.</summary>
    public RoutePlan(IReadOnlyList<PlannedRoute> given)
        : this([.. given.Select(planned => planned.Route)], () => new() { Policy = PlanExplanation.Given, Routes = given })
    {
    }

    public IReadOnlyList<Route> Routes { get; }

    /// <summary>The arm of an experiment that the request belongs to; null for one that belongs to none.</summary>
    public ArmName? Arm { get; init; }

    public PlanExplanation Explanation => field ??= _explain();
}

/// <summary>An arm of an experiment, by their names.</summary>
public sealed record ArmName(string Experiment, string Arm)
{
    public override string ToString() => $"{Experiment}/{Arm}";
}
