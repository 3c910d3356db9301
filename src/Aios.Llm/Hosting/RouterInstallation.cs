using Aios.Llm.Caching;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Llm.Hosting;

/// <summary>A router with all that it works with: what is spent, how routes stand, what was learned, which answers are kept.</summary>
public sealed class RouterInstallation : IAsyncDisposable
{
    const int MostRemembered = 10_000;

    static readonly TimeSpan _remembered = TimeSpan.FromHours(1);

    readonly RouterSetup _setup;
    readonly TimeProvider _clock;
    readonly Random _random;
    readonly Database? _database;
    readonly SqliteLedger? _kept;

    RouterInstallation(RouterSetup setup, TimeProvider clock, Database? database, SqliteLedger? kept)
    {
        (_setup, _clock, _database, _kept, _random) = (setup, clock, database, kept, setup.Random ?? new Random());
        MemoryLedger? passing = kept is null ? new(clock, setup.Alerted) : null;
        (Ledger, Budgets) = ((ILedger?)kept ?? passing!, (IBudgetBook?)kept ?? passing!); // one of them is there
        Health = new(clock, _random, setup.Circuits);
        Health.Recall(kept is null ? [] : Lately(kept, clock));
        Lessons = database is null ? new(new Experience(), new(clock), null, clock) : Lessons.Recall(new(database), clock);
        Cache = database is null ? null : new(database);
        Router = new(clock, setup.Logger, new()
        {
            Ledger = Ledger,
            Journal = database is null ? null : new(database),
            Health = Health,
            Limits = setup.Recovery,
            Random = _random,
            Observer = Lessons.Ended + setup.Ended,
        });
    }

    /// <summary>Of every feature that keeps something, each building only on those before it.</summary>
    public static IReadOnlyList<Schema> Schemas { get; } = [LedgerSchema.Schema, LessonBook.Schema, AnswerCache.Schema];

    /// <summary>Null where nothing is kept.</summary>
    public Database? Database => _database;

    /// <summary>The attempts from which a new process knows how routes stand.</summary>
    public static IReadOnlyList<PastAttempt> Lately(SqliteLedger ledger, TimeProvider clock) => ledger.Past(clock.GetUtcNow() - _remembered, MostRemembered);

    public ILedger Ledger { get; }

    public IBudgetBook Budgets { get; }

    public HealthBoard Health { get; }

    public Lessons Lessons { get; }

    /// <summary>Null where nothing is kept.</summary>
    public AnswerCache? Cache { get; }

    public Router Router { get; }

    /// <exception cref="StorageException">What is to be kept cannot be read or written.</exception>
    /// <exception cref="LedgerUnavailableException">What was spent cannot be read.</exception>
    public static async Task<RouterInstallation> OpenAsync(RouterSetup setup, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        if (setup.Database is null)
        {
            return new(setup, clock, null, null);
        }

        var database = Storage.Database.Open(setup.Database, [.. Schemas, .. setup.Schemas], clock);
        SqliteLedger? ledger = null;
        try
        {
            ledger = await SqliteLedger.OpenAsync(database, clock, setup.Alerted, cancellationToken);
            return new(setup, clock, database, ledger);
        }
        catch
        {
            await (ledger?.DisposeAsync() ?? default);
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Decides among candidates by what this installation knows.</summary>
    public Planner PlannerFor(IReadOnlyList<RouteCandidate> candidates, RoutingRules rules) => new(candidates, rules, _clock, _random)
    {
        StandingOf = Health.StandingOf,
        Experience = Lessons.Experience,
        Prefixes = Lessons.Prefixes,
        Allowance = Ledger.AllowanceOf,
    };

    /// <summary>Everything that plans allow, as if it were one model.</summary>
    public RouterChatClient ModelsFor(Func<RouteRequest, RoutePlan> plan) =>
        new(plan, Router, Cache is null || _setup.ReusedKinds.Count == 0 ? null : new(Cache, _setup.ReusedKinds, _clock));

    /// <summary>What was learned and paid is written down first.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_database is null)
        {
            return;
        }

        try
        {
            await Lessons.KeptAsync();
        }
        catch (StorageException)
        {
            // What was learned is worth less than what whoever closes this has just got and paid for.
        }

        await (_kept?.DisposeAsync() ?? default);
        await _database.DisposeAsync();
    }
}
