using System.Collections.Concurrent;
using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Policies;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing.Planning;

/// <summary>Decides for each request which of the candidates are asked, and in which order. Asks nobody and changes nothing.</summary>
public sealed class Planner
{
    readonly Contender[] _contenders;
    readonly RoutingRules _rules;
    readonly TimeProvider _clock;
    readonly Random _random;
    readonly Lock _lock = new();
    readonly (RoutingRule Rule, Directive Directive)[] _configured;
    readonly Directive _default;
    readonly ConcurrentDictionary<string, KindRecords> _records = [];
    PriceDay? _prices;

    /// <param name="candidates">In the order that decides between equals.</param>
    /// <param name="random">Draws what is tried out, and between endpoints.</param>
    /// <exception cref="ArgumentException">A rule names a policy that is none.</exception>
    public Planner(IReadOnlyList<RouteCandidate> candidates, RoutingRules rules, TimeProvider clock, Random random)
    {
        (_rules, _clock, _random) = (rules, clock, random);
        var groups = candidates.Select(candidate => (candidate.Route.Provider.Name, candidate.Route.Model.Id)).ToList();
        _contenders =
        [
            .. candidates.Index().Select(each => new Contender(
                each.Item,
                groups.IndexOf(groups[each.Index]),
                isAlone: groups.Count(group => group == groups[each.Index]) == 1,
                isAllowed: rules.Models.Count == 0 || rules.Models.Any(model => model.Matches(each.Item.Route)))),
        ];
        _configured = [.. rules.Rules.Select(rule => (rule, DirectiveOf(rule)))];
        _default = new(
            PolicyTable.Find(rules.Policy),
            rules.Policy == PolicyTable.Pinned ? "A model was chosen, so no other is asked." : $"The policy is {rules.Policy}, and no rule says otherwise.");
    }

    /// <summary>How a route stands at this moment; as if nobody had asked it where nobody says.</summary>
    public Func<Route, RouteStanding> StandingOf { get; init; } = _ => RouteStanding.Unknown;

    public Experience? Experience { get; init; }

    public PrefixMemory? Prefixes { get; init; }

    /// <summary>What may still be spent; nothing limits where nobody says.</summary>
    public Func<Spender, Allowance> Allowance { get; init; } = _ => default;

    /// <returns>Without a route where none may be asked; the explanation says why.</returns>
    public RoutePlan Plan(RouteRequest request)
    {
        var decision = See(request);
        using Ordering ordering = new(decision);
        var routes = new Route[ordering.Count];
        for (var i = 0; i < routes.Length; i++)
        {
            routes[i] = _contenders[ordering[i].Index].Route;
        }

        return new(routes, () => Explainer.Explain(decision)) { Arm = decision.Arm };
    }

    /// <summary>Looks at everything that changes, once.</summary>
    Decision See(RouteRequest request)
    {
        var now = _clock.GetUtcNow();
        var records = RecordsOf(request.Kind);
        var standings = new RouteStanding[_contenders.Length];
        for (var i = 0; i < standings.Length; i++)
        {
            standings[i] = StandingOf(_contenders[i].Route);
        }

        return new()
        {
            Request = request,
            Needs = Needs.Of(request),
            Rules = _rules,
            Directive = DirectiveFor(request),
            Contenders = _contenders,
            Prices = PricesAt(now),
            Standings = standings,
            UsualOutput = records.Of.Output,
            Records = records.ByContender,
            Beliefs = records.BeliefsAt(now, request.Complexity),
            Allowance = Allowance(request.Spender),
            Cached = Prefixes?.Find(request.Prefix, now),
            Now = now,
            Seed = NextSeed(),
        };
    }

    /// <summary>Looked up anew only when something was learned about the kind.</summary>
    KindRecords RecordsOf(string kind)
    {
        var known = Experience?.Of(kind) ?? KindExperience.None;
        if (!_records.TryGetValue(kind, out var records) || !ReferenceEquals(records.Of, known))
        {
            _records[kind] = records = new(known, _contenders);
        }

        return records;
    }

    PriceDay PricesAt(DateTimeOffset now) =>
        _prices is { } prices && prices.Day == DateOnly.FromDateTime(now.UtcDateTime) ? prices : _prices = new(_contenders, now);

    ulong NextSeed()
    {
        lock (_lock) // a Random of a seed is not made for several threads
        {
            return (ulong)_random.NextInt64();
        }
    }

    /// <summary>Whoever asks goes first, then the first rule that fits.</summary>
    Directive DirectiveFor(RouteRequest request)
    {
        var found = request.Policy is { } asked ? new(PolicyTable.Find(asked), "The request asks for it.") : _default;
        if (request.Policy is null)
        {
            foreach (var (rule, directive) in _configured)
            {
                if (rule.Fits(request))
                {
                    found = directive;
                    break;
                }
            }
        }

        return found.Policy.Name == ExperimentPolicy.Word && _rules.Experiments.FirstOrDefault(experiment => experiment.Takes(request)) is { } its
            ? found with { Experiment = its }
            : found;
    }

    Directive DirectiveOf(RoutingRule rule)
    {
        var because = rule.ToString() is { Length: > 0 } condition ? $"The rule for {condition} says so." : "The rule for everything says so.";
        var policy = PolicyTable.Find(rule.Policy ?? (rule.Model is null ? _rules.Policy : PolicyTable.Pinned));
        return new(policy, because, rule.Model is { } model ? [.. _contenders.Select(contender => model.Matches(contender.Route))] : null, rule.Model);
    }
}
