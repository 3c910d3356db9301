namespace Aios.Llm.Spending;

/// <summary>An attempt as the ledger has it.</summary>
/// <param name="Settlement">Null while it goes on.</param>
public sealed record LedgerEntry(Reservation Reservation, Settlement? Settlement)
{
    /// <summary>It has ended, and nobody knows what it cost.</summary>
    public bool IsUnknown => Settlement is { Cost: null };

    /// <summary>What it takes from budgets: its cost, or all that was set aside as long as that is not known.</summary>
    public Money Counted => Settlement?.Cost ?? Reservation.Amount;
}
