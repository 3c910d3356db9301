using Aios.Cli.Building;
using Aios.Cli.Choosing;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Workshop.Running;

namespace Aios.Cli.Runs;

/// <summary>The runs of an installation, opened to be looked at.</summary>
sealed class OpenRuns : IAsyncDisposable
{
    readonly Database _database;

    OpenRuns(Database database, SqliteLedger budgets, TimeProvider clock)
    {
        (_database, Budgets) = (database, budgets);
        (Journal, Ledger, Calls) = (new(database, clock), new(database), new(database));
    }

    public RunJournal Journal { get; }

    public RunLedger Ledger { get; }

    public CallJournal Calls { get; }

    public SqliteLedger Budgets { get; }

    /// <returns>Null where nothing was ever run: nothing is made there.</returns>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static async Task<OpenRuns?> FindAsync(Home home, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!File.Exists(home.Database))
        {
            return null;
        }

        var database = Database.Open(home.Database, Installation.Schemas, clock);
        try
        {
            return new(database, await SqliteLedger.OpenAsync(database, clock, null, cancellationToken), clock);
        }
        catch (LedgerUnavailableException)
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="RunUnavailableException">There is none.</exception>
    /// <exception cref="StorageException">It cannot be opened.</exception>
    public static async Task<OpenRuns> OpenAsync(Home home, TimeProvider clock, CancellationToken cancellationToken) =>
        await FindAsync(home, clock, cancellationToken) ?? throw RunLookup.None();

    /// <param name="named">As <see cref="RunLookup"/> understands it.</param>
    /// <exception cref="RunUnavailableException">There is no such run, or more than one.</exception>
    public RunRecord Find(string named) => RunLookup.Find(named, Journal.List());

    public async ValueTask DisposeAsync()
    {
        await Budgets.DisposeAsync();
        await _database.DisposeAsync();
    }
}
