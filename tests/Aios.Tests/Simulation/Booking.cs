using Aios.Llm.Spending;

namespace Aios.Tests.Simulation;

/// <summary>An attempt as the ledger was told of it, and as the provider has seen it.</summary>
sealed class Booking(Reservation reservation, TimeSpan at)
{
    public Reservation Reservation => reservation;

    public TimeSpan At => at;

    public Intent Intent => reservation.Intent;

    /// <summary>The budgets in which it counts, each with the period in which it was begun.</summary>
    public required IReadOnlyList<(BudgetWitness Budget, int Period)> Counts { get; init; }

    /// <summary>Null where nothing was sent.</summary>
    public Served? Served { get; set; }

    /// <summary>Null while it goes on.</summary>
    public Settlement? Settlement { get; set; }

    /// <summary>What counts against every budget: nothing is given back before it is known what it cost.</summary>
    public Money Counted => Settlement?.Cost ?? reservation.Amount;
}
