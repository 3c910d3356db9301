using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Routing.Policies;
using Aios.Workshop.Specialists;

namespace Aios.Cli.Configuration;

/// <summary>How routes are to be chosen, each part with where it was said.</summary>
sealed record RoutingSettings
{
    public Setting<string>? Policy { get; init; }

    /// <summary>Dollars for an hour.</summary>
    public Setting<double>? ValueOfTime { get; init; }

    public Setting<double>? Exploration { get; init; }

    public Setting<IReadOnlyList<ModelPattern>>? Models { get; init; }

    public IReadOnlyList<Setting<RoutingRule>> Rules { get; init; } = [];

    public IReadOnlyList<Setting<Experiment>> Experiments { get; init; } = [];

    /// <summary>Somebody has said something: then all that can be asked are candidates, and not each provider's usual model only.</summary>
    public bool IsConfigured => (Policy, ValueOfTime, Exploration, Models) is not (null, null, null, null) || Rules.Count + Experiments.Count > 0;

    /// <summary>These, and farther ones for what they leave open; the nearer rules are asked first.</summary>
    public RoutingSettings Over(RoutingSettings farther) => new()
    {
        Policy = Policy ?? farther.Policy,
        ValueOfTime = ValueOfTime ?? farther.ValueOfTime,
        Exploration = Exploration ?? farther.Exploration,
        Models = Models ?? farther.Models,
        Rules = [.. Rules, .. farther.Rules],
        Experiments = [.. Experiments.Concat(farther.Experiments).DistinctBy(experiment => experiment.Value.Name)],
    };

    /// <param name="team">Whose preferences hold where rules are configured and no policy is.</param>
    public RoutingRules ToRules(Team? team = null) => new()
    {
        Policy = Policy?.Value ?? RoutingRules.Default.Policy,
        ValueOfTime = ValueOfTime?.Value ?? RoutingRules.Default.ValueOfTime,
        Exploration = Exploration?.Value ?? RoutingRules.Default.Exploration,
        Models = Models?.Value ?? [],
        Rules = [.. Rules.Select(rule => rule.Value), .. Policy is null && IsConfigured ? Preferences(team) : []],
        Experiments = [.. Experiments.Select(experiment => experiment.Value)],
    };

    /// <summary>Whether some request may be answered by nobody but this machine.</summary>
    public bool MentionsLocal => Policy?.Value == PolicyTable.Local || Rules.Any(rule => rule.Value.Policy == PolicyTable.Local);

    static IEnumerable<RoutingRule> Preferences(Team? team) =>
        from specialist in team?.Specialists ?? []
        where PolicyTable.Names.Contains(specialist.Routing)
        select new RoutingRule { Specialist = specialist.Name, Policy = specialist.Routing };
}
