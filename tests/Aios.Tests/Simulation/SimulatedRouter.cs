using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Tests.Simulation;

/// <summary>The router and the ledger as a program would have them, but for their time and their dice.</summary>
static class SimulatedRouter
{
    public static Router At(TimeProvider clock, ILedger ledger, Random random) =>
        new(clock, NullLogger<Router>.Instance, new() { Ledger = ledger, Random = random });

    public static MemoryLedger Ledger(TimeProvider clock, IReadOnlyList<Budget> budgets)
    {
        MemoryLedger ledger = new(clock);
        foreach (var budget in budgets)
        {
            ledger.SetAsync(budget, CancellationToken.None).GetAwaiter().GetResult(); // in memory it is done at once
        }

        return ledger;
    }
}
