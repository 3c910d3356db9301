using System.Collections.Concurrent;
using System.Collections.Immutable;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing.Health;

/// <summary>How every route stands, and who may use it when.</summary>
public sealed class HealthBoard
{
    /// <summary>Before each endpoint.</summary>
    public const int PlacesToWait = 2000;

    static readonly TimeSpan _setAtLeast = TimeSpan.FromSeconds(1); // clocks are always put right by a little

    readonly ConcurrentDictionary<string, RouteHealth> _routes = [];
    readonly ConcurrentDictionary<(string Provider, string Endpoint), Entrance> _entrances = [];
    readonly ConcurrentDictionary<string, ImmutableList<PastAttempt>> _past = [];
    readonly CircuitLimits _limits;
    readonly Jitter _jitter;
    readonly int _places;

    public HealthBoard()
        : this(TimeProvider.System, new Random())
    {
    }

    /// <param name="random">So that those who wait together do not come back together.</param>
    /// <param name="places">How many may wait before each endpoint.</param>
    public HealthBoard(TimeProvider clock, Random random, CircuitLimits? limits = null, int places = PlacesToWait) =>
        (Clock, _jitter, _limits, _places) = (new(clock), new(random), limits ?? new(), places);

    /// <summary>By which waits and circuits are measured.</summary>
    internal SteadyClock Clock { get; }

    public RouteStanding StandingOf(Route route) =>
        _routes.TryGetValue(route.Name, out var health) ? OnTheWall(health.StandingAt(Clock))
        : _past.ContainsKey(route.Name) ? OnTheWall(Meet(route).StandingAt(Clock))
        : RouteStanding.Unknown;

    /// <summary>Takes up what earlier processes have seen of the routes that are not known here yet. Circuits begin closed.</summary>
    /// <param name="past">The oldest first.</param>
    public void Recall(IEnumerable<PastAttempt> past)
    {
        foreach (var attempts in past.GroupBy(attempt => Route.NameOf(attempt.Provider, attempt.Endpoint, attempt.Model)))
        {
            _past[attempts.Key] = [.. attempts];
        }
    }

    internal RouteHealth Of(Route route) => _routes.TryGetValue(route.Name, out var health) ? health : Meet(route);

    /// <summary>In the time that others go by.</summary>
    RouteStanding OnTheWall(RouteStanding standing) => (standing.ClosedUntil ?? standing.LimitedUntil) is null || Clock.WallIsAhead is var ahead && ahead.Duration() < _setAtLeast
        ? standing
        : standing with { ClosedUntil = standing.ClosedUntil + ahead, LimitedUntil = standing.LimitedUntil + ahead };

    RouteHealth Meet(Route route)
    {
        var entrance = _entrances.GetOrAdd((route.Provider.Name, route.Provider.Endpoint), _ => new(route.Provider.Allowed, Clock, _places));
        return _routes.GetOrAdd(route.Name, name =>
        {
            RouteHealth health = new(name, entrance, new(_limits, _jitter));
            health.Recall(_past.TryRemove(name, out var past) ? past : []);
            return health;
        });
    }
}
