namespace Aios.Llm.Spending;

/// <summary>An attempt as the ledger has it.</summary>
/// <param name="Settlement">Null while it goes on.</param>
public sealed record LedgerEntry(Reservation Reservation, Settlement? Settlement)
{
    /// <summary>The process that made it; null where that is this one and no other can be.</summary>
    public string? Owner { get; init; }

    /// <summary>It has ended with a whole answer.</summary>
    public bool HasAnswered => Settlement is { Outcome: Settlement.Answered };

    /// <summary>It has ended, and nobody knows what it cost.</summary>
    public bool IsUnknown => Settlement is { Cost: null };

    /// <summary>What it takes from budgets: its cost, or all that was set aside as long as that is not known.</summary>
    public Money Counted => Settlement?.Cost ?? Reservation.Amount;
}
