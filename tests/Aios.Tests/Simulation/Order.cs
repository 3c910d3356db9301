using Aios.Llm.Spending;

namespace Aios.Tests.Simulation;

/// <summary>A question that somebody will ask, and how patient they are.</summary>
sealed record Order(int Number)
{
    public TimeSpan At { get; init; }

    /// <summary>In which order the providers are tried, by their places in the landscape; of no matter where a policy decides.</summary>
    public required IReadOnlyList<int> Providers { get; init; }

    /// <summary>By which the real planner decides; null where the order is given.</summary>
    public string? Policy { get; init; }

    public Spender Spender { get; init; } = Spender.Anyone;

    public string Text { get; init; } = "What is to be done?";

    public int? MaxOutput { get; init; } = 120;

    public bool Buffered { get; init; }

    public bool InOnePiece { get; init; }

    public int Priority { get; init; }

    public TimeSpan? Patience { get; init; }

    /// <summary>The caller cancels so long after it has asked.</summary>
    public TimeSpan? CancelledAfter { get; init; }

    /// <summary>The caller goes away after so many updates, without a word.</summary>
    public int? LeavesAfter { get; init; }

    /// <summary>So long it takes over every update.</summary>
    public TimeSpan Thinks { get; init; }
}
