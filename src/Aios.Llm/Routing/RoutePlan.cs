namespace Aios.Llm.Routing;

/// <summary>The routes in the order in which they will be tried.</summary>
public sealed record RoutePlan(IReadOnlyList<PlannedRoute> Routes);

/// <param name="Reason">Why it stands where it stands, for people to read.</param>
public sealed record PlannedRoute(Route Route, string Reason);
