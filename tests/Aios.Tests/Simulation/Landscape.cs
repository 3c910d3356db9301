using Aios.Llm.Spending;

namespace Aios.Tests.Simulation;

/// <summary>A world before anything happens in it.</summary>
sealed record Landscape
{
    public required IReadOnlyList<Climate> Climates { get; init; }

    /// <summary>What the clock on the wall says when it begins; null for some noon.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>The ledger is kept in a file and not in memory.</summary>
    public bool IsOnDisk { get; init; }

    public IReadOnlyList<Budget> Budgets { get; init; } = [];

    /// <summary>The longest that the ledger takes to write.</summary>
    public TimeSpan LedgerDelay { get; init; }

    /// <summary>When the ledger cannot be written.</summary>
    public IReadOnlyList<(TimeSpan From, TimeSpan To)> LedgerOutages { get; init; } = [];

    /// <summary>When the clock on the wall jumps, and to how far from the truth.</summary>
    public IReadOnlyList<(TimeSpan At, TimeSpan Wrong)> ClockJumps { get; init; } = [];
}
