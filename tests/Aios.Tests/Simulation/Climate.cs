namespace Aios.Tests.Simulation;

/// <summary>How a simulated provider fares over time.</summary>
sealed record Climate(string Name)
{
    /// <summary>Always; those of <see cref="Spells"/> come first.</summary>
    public double Trouble { get; init; }

    /// <summary>One of them befalls a question in trouble.</summary>
    public IReadOnlyList<Mishap> Mishaps { get; init; } = [Mishap.Overloaded];

    public IReadOnlyList<Spell> Spells { get; init; } = [];

    /// <summary>The typical time to the first piece.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <summary>By how much it varies: the standard deviation of its logarithm.</summary>
    public double Spread { get; init; } = 0.5;

    public TimeSpan Gap { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>The most of an answer.</summary>
    public int Pieces { get; init; } = 12;

    /// <summary>What it says when it is asked too often, if anything.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>So many questions a second are taken, and no more; null for any number.</summary>
    public double? Capacity { get; init; }

    /// <summary>How likely its answers are thought to be right, where planners ask.</summary>
    public double? Quality { get; init; }

    /// <summary>In dollars per million tokens, of input and of output; null where nobody knows.</summary>
    public (decimal Input, decimal Output)? Price { get; init; } = (1, 5);
}

/// <summary>A time in which a share of all questions comes to grief.</summary>
sealed record Spell(TimeSpan From, TimeSpan To, Mishap Mishap, double Share = 1)
{
    public TimeSpan? RetryAfter { get; init; }
}
