namespace Aios.Llm.Routing.Health;

/// <summary>Leave to make one attempt on a route; to be given back when it has ended.</summary>
sealed class Pass(RouteHealth route, Demand demand, DateTimeOffset entered, bool isProbe)
{
    public RouteHealth Route => route;

    public Demand Demand => demand;

    public DateTimeOffset Entered => entered;

    /// <summary>Whether the route's circuit waits for this one.</summary>
    public bool IsProbe { get; set; } = isProbe;

    public bool IsGivenBack { get; set; }
}
