using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;

namespace Aios.Tests.Llm.Spending;

public sealed class SqliteLedgerTests : LedgerTests, IDisposable
{
    readonly TempFolder _folder = new();
    int _opened;

    private protected override int Stories => 20; // a transaction a step

    public void Dispose() => _folder.Dispose();

    private protected override async Task<Books> OpenAsync(Action<BudgetAlert> alerted)
    {
        var database = Database.Open(_folder[$"{_opened++}/aios.db"], [LedgerSchema.Schema], Clock);
        var ledger = await SqliteLedger.OpenAsync(database, Clock, alerted, Stop);
        return new(ledger, ledger, () => ledger.Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), async () =>
        {
            await ledger.DisposeAsync();
            await database.DisposeAsync();
        });
    }
}
