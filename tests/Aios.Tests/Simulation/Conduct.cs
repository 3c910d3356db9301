namespace Aios.Tests.Simulation;

/// <summary>How a simulated provider treats one question.</summary>
sealed record Conduct(Mishap Mishap)
{
    /// <summary>Until it says anything: a status, or the first piece.</summary>
    public TimeSpan First { get; init; }

    /// <summary>Between two pieces.</summary>
    public TimeSpan Gap { get; init; }

    /// <summary>Of which the whole answer consists; at least one.</summary>
    public int Pieces { get; init; } = 1;

    /// <summary>How many of them come before it breaks.</summary>
    public int Before { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The provider has said what the question costs when the answer breaks off.</summary>
    public bool CountsEarly { get; init; }
}
