namespace Aios.Llm.Routing.Health;

/// <summary>When a route is left alone, and for how long.</summary>
public sealed record CircuitLimits
{
    /// <summary>So many failures without an answer between them open the circuit.</summary>
    public int MostInARow { get; init; } = 5;

    /// <summary>From 0 to 1: such a share of failures opens it too.</summary>
    public double MostFailures { get; init; } = 0.6;

    /// <summary>In which failures are counted.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Below so many outcomes a share says nothing.</summary>
    public int Grace { get; init; } = 20;

    /// <summary>Doubles with each probe that fails.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(5);

    public TimeSpan LongestCooldown { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>For what no waiting cures: a wrong key, no money, no such model.</summary>
    public TimeSpan CooldownOfRefusals { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>It does not open twice within this time: what fails so soon again stays closed off for the rest of it.</summary>
    public TimeSpan NoFlapping { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>So many limits of which the provider does not say how long they last, without an answer between them, open the circuit.</summary>
    public int MostLimitsInARow { get; init; } = 3;

    /// <summary>After a limit was met of which the provider does not say how long it lasts; doubles with each probe that meets it again.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Where every route is closed off, one is tried before its time, but not more often than this.</summary>
    public TimeSpan BetweenProbes { get; init; } = TimeSpan.FromSeconds(1);
}
