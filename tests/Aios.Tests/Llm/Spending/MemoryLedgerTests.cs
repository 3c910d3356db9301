using Aios.Llm.Spending;

namespace Aios.Tests.Llm.Spending;

public sealed class MemoryLedgerTests : LedgerTests
{
    private protected override Books Open(Action<BudgetAlert> alerted)
    {
        MemoryLedger ledger = new(Clock, alerted);
        return new(ledger, ledger, () => ledger.Entries, () => default);
    }
}
