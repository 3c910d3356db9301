namespace Aios.Llm.Routing;

/// <summary>One logical request and the attempts made for it so far.</summary>
public sealed class ModelCall(RouteRequest request, RoutePlan plan)
{
    readonly List<Attempt> _attempts = [];

    public RouteRequest Request => request;

    public RoutePlan Plan => plan;

    public IReadOnlyList<Attempt> Attempts => _attempts;

    internal Attempt Begin(Route route)
    {
        var attempt = new Attempt(route);
        _attempts.Add(attempt);
        return attempt;
    }
}
