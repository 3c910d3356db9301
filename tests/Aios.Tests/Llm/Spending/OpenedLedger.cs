using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Tests.Llm.Spending;

/// <summary>A database of one test with its ledger.</summary>
sealed class OpenedLedger : IAsyncDisposable
{
    OpenedLedger(Database database, SqliteLedger ledger) => (Database, Ledger) = (database, ledger);

    public Database Database { get; }

    public SqliteLedger Ledger { get; }

    public static async Task<OpenedLedger> OpenAsync(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        var database = Database.Open(path, [LedgerSchema.Schema], clock);
        try
        {
            return new(database, await SqliteLedger.OpenAsync(database, clock, null, cancellationToken));
        }
        catch (LedgerUnavailableException)
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public static Intent Intent(long worst, TimeProvider clock, Spender? spender = null) => new()
    {
        Call = Guid.CreateVersion7(clock.GetUtcNow()),
        Attempt = 1,
        Spender = spender ?? new() { Run = "r1", Specialist = "backend" },
        Provider = "p",
        Endpoint = "default",
        Model = "m",
        Kind = "question",
        Worst = new(worst),
        At = clock.GetUtcNow(),
        Plan = """{"policy":"given","routes":["p/m"]}""",
    };

    public static Settlement Settled(long? cost, TimeProvider clock) => new()
    {
        Outcome = "answered",
        Usage = new() { Input = 10, Output = 5 },
        Price = new() { Standard = new() { Input = 1, Output = 2 } },
        Cost = cost is null ? null : new(cost.Value),
        RequestId = "req_1",
        Took = TimeSpan.FromSeconds(1),
        At = clock.GetUtcNow(),
    };

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await Database.DisposeAsync();
    }
}
