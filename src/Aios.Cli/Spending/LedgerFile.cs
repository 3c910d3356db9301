using Aios.Cli.Choosing;
using Aios.Llm.Caching;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Cli.Spending;

/// <summary>The installation's ledger, opened to be read or corrected.</summary>
sealed class LedgerFile : IAsyncDisposable
{
    readonly Database _database;

    LedgerFile(Database database, SqliteLedger ledger) => (_database, Ledger, Cache) = (database, ledger, new(database));

    public SqliteLedger Ledger { get; }

    /// <summary>What did not have to be spent.</summary>
    public AnswerCache Cache { get; }

    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static async Task<LedgerFile> OpenAsync(Home home, TimeProvider clock, CancellationToken cancellationToken)
    {
        var database = Database.Open(home.Database, Installation.Schemas, clock);
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

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await _database.DisposeAsync();
    }
}
