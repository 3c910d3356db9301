using Aios.Cli.Configuration;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Routing.Policies;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Choosing;

/// <summary>Whom each request asks: a model that somebody chose for it, or whom the router decides for.</summary>
sealed class RoutePlans
{
    readonly Planner? _everyone;
    readonly Dictionary<string, Planner> _bySpecialist = [];
    IReadOnlyList<RouteCandidate> _candidates = [];

    RoutePlans(Planner? everyone) => _everyone = everyone;

    /// <summary>Only the generator can be asked, which costs nothing and needs no network.</summary>
    public bool IsOffline => _candidates.All(candidate => candidate.Route.Provider.Name == ModelFinder.OfflineName);

    /// <summary>Whoever is asked, it costs nothing.</summary>
    public bool IsFreeAt(DateTimeOffset instant) => IsOffline || _candidates.All(candidate => candidate.Route.Model.PriceAt(instant) is { IsFree: true });

    /// <param name="specialists">Who will ask; nobody where questions are asked that belong to none.</param>
    /// <param name="make">A planner for candidates and rules, with what it decides by: health, experience, what may be spent.</param>
    /// <param name="team">Whose preferences hold where rules are configured and no policy is.</param>
    /// <exception cref="UnknownModelException"/>
    /// <exception cref="KeyMissingException"/>
    public static async Task<RoutePlans> MakeAsync(
        Settings settings, IReadOnlyList<string> specialists, RouteCatalog catalog, Func<IReadOnlyList<RouteCandidate>, RoutingRules, Planner> make,
        CancellationToken cancellationToken, Team? team = null)
    {
        Planner? decided = null;
        Dictionary<Setting<string>, Planner> chosen = [];
        List<RouteCandidate> all = [];

        async Task<Planner> ForAsync(Setting<string>? choice)
        {
            if (choice is null)
            {
                return decided ??= Made(settings.Routing.IsConfigured ? await catalog.AllAsync(cancellationToken) : await catalog.UsualAsync(cancellationToken), settings.Routing.ToRules(team));
            }

            return chosen.TryGetValue(choice, out var planner) ? planner
                : chosen[choice] = Made(await catalog.ChosenAsync(choice, cancellationToken), new() { Policy = PolicyTable.Pinned });
        }

        Planner Made(IReadOnlyList<RouteCandidate> candidates, RoutingRules rules)
        {
            all.AddRange(candidates);
            return make(candidates, rules);
        }

        RoutePlans plans = new(specialists.Count == 0 ? await ForAsync(settings.Model.Everyone) : null);
        foreach (var specialist in specialists)
        {
            plans._bySpecialist[specialist] = await ForAsync(settings.Model.For(specialist));
        }

        plans._candidates = all;
        return plans;
    }

    public RoutePlan For(RouteRequest request) =>
        (request.Specialist is { } specialist && _bySpecialist.TryGetValue(specialist, out var its) ? its
            : _everyone ?? _bySpecialist.Values.First()).Plan(request); // a run has specialists
}
