using System.Collections.Concurrent;

namespace Aios.Llm.Routing.Health;

/// <summary>How every route stands.</summary>
public sealed class HealthBoard
{
    readonly ConcurrentDictionary<string, RouteStanding> _standings = [];

    public RouteStanding StandingOf(Route route) => _standings.GetValueOrDefault(route.Name, RouteStanding.Unknown);
}
