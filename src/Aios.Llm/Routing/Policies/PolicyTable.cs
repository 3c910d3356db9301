using System.Collections.Frozen;

namespace Aios.Llm.Routing.Policies;

/// <summary>The policies that there are, by their names.</summary>
public static class PolicyTable
{
    public const string ExpectedCost = "expected-cost";
    public const string Pinned = "pinned";
    public const string Local = "local";

    static readonly IRoutingPolicy[] _all =
    [
        new ExpectedCostPolicy(), new CheapestPolicy(), new BestPolicy(), new FastestPolicy(), new LocalPolicy(), new PinnedPolicy(), new BalancedPolicy(), new ExperimentPolicy(),
    ];

    static readonly FrozenDictionary<string, IRoutingPolicy> _byName = _all.ToFrozenDictionary(policy => policy.Name);

    /// <summary>As they are written in a configuration.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _all.Select(policy => policy.Name)];

    /// <summary>What a soft limit turns every policy to.</summary>
    internal static IRoutingPolicy WhenMoneyIsShort { get; } = _byName[CheapestPolicy.Word];

    /// <exception cref="ArgumentException">There is none of that name.</exception>
    internal static IRoutingPolicy Find(string name) =>
        _byName.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no policy {name}; there are {string.Join(", ", Names)}.", nameof(name));
}
