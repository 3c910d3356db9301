using Aios.Llm.Hosting;
using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Cli.Choosing;

/// <summary>What earlier runs have left behind, for commands that only look: where there is nothing yet, nothing is made.</summary>
sealed class History : IAsyncDisposable
{
    readonly Database? _database;
    readonly SqliteLedger? _ledger;
    readonly HealthBoard _health;
    readonly Experience _experience;
    readonly TimeProvider _clock;

    History(Database? database, SqliteLedger? ledger, TimeProvider clock)
    {
        (_database, _ledger, _clock) = (database, ledger, clock);
        _experience = database is null ? new() : Lessons.Recall(new(database), clock).Experience;
        _health = new(clock, new Random(0));
        _health.Recall(ledger is null ? [] : RouterInstallation.Lately(ledger, clock));
        OfExperiments = database is null ? [] : new LessonBook(database).OfExperiments();
    }

    /// <summary>Null where nothing was ever kept.</summary>
    public Database? Database => _database;

    public IReadOnlyList<Lesson> OfExperiments { get; }

    /// <exception cref="StorageException">It cannot be read.</exception>
    /// <exception cref="LedgerUnavailableException">What was spent cannot be read.</exception>
    public static async Task<History> OpenAsync(Home home, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!File.Exists(home.Database))
        {
            return new(null, null, clock);
        }

        var database = Database.Open(home.Database, Installation.Schemas, clock);
        SqliteLedger? ledger = null;
        try
        {
            ledger = await SqliteLedger.OpenAsync(database, clock, null, cancellationToken);
            return new(database, ledger, clock);
        }
        catch
        {
            await (ledger?.DisposeAsync() ?? default);
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Decides as the router of this installation would, but for the share of requests with which it tries things out.</summary>
    public Planner PlannerFor(IReadOnlyList<RouteCandidate> candidates, RoutingRules rules) => new(candidates, rules with { Exploration = 0 }, _clock, new Random(0))
    {
        StandingOf = _health.StandingOf,
        Experience = _experience,
        Allowance = spender => _ledger?.AllowanceOf(spender) ?? default,
    };

    public async ValueTask DisposeAsync()
    {
        await (_ledger?.DisposeAsync() ?? default);
        await (_database?.DisposeAsync() ?? default);
    }
}
