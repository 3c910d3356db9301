using Aios.Llm.Spending;

namespace Aios.Tests.Llm.Spending;

public sealed class MemoryLedgerTests : LedgerTests
{
    private protected override Task<Books> OpenAsync(Action<BudgetAlert> alerted)
    {
        MemoryLedger ledger = new(Clock, alerted);
        return Task.FromResult<Books>(new(ledger, ledger, () => ledger.Entries, () => default));
    }
}
