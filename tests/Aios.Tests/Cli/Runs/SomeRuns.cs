using Aios.Cli;
using Aios.Cli.Runs;
using Aios.Llm.Hosting;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Tests.Llm.Spending;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;
using Microsoft.Extensions.Time.Testing;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Runs;

/// <summary>An installation with runs that were written down by hand. Whoever wrote them lives as long as this.</summary>
sealed class SomeRuns : IAsyncDisposable
{
    readonly TempFolder _folder = new();
    readonly Database _database;

    public SomeRuns()
    {
        Home = new(_folder.Path, _folder["cache"]);
        _database = Database.Open(Home.Database, [.. RouterInstallation.Schemas, RunJournal.Schema], Clock);
        Journal = new(_database, Clock);
    }

    public Home Home { get; }

    public FakeTimeProvider Clock { get; } = new(Start);

    /// <summary>Of the process that works on the runs.</summary>
    public RunJournal Journal { get; }

    public async System.Threading.Tasks.Task<(OwnedRun Run, RunLog Log)> BeginAsync(string id, CancellationToken cancellationToken)
    {
        var run = await Journal.BeginAsync(id, Order, "1.0", cancellationToken);
        RunLog log = new(Clock);
        run.Follow(log);
        return (run, log);
    }

    /// <summary>A run with these events, and what was paid for it: an answer, and an attempt of which nobody knows what it cost.</summary>
    public async System.Threading.Tasks.Task<OwnedRun> WriteAsync(string id, IEnumerable<(double Second, RunEvent Happened)> events, CancellationToken cancellationToken)
    {
        var (run, log) = await BeginAsync(id, cancellationToken);
        foreach (var (second, happened) in events)
        {
            log.Add(new JournaledEvent(0, At(second), happened is RunEvent.RunStarted start ? start with { RunId = id } : happened));
        }

        await run.FlushAsync();
        await PayAsync(id, cancellationToken);
        return run;
    }

    /// <summary>As another process sees them.</summary>
    public System.Threading.Tasks.Task<OpenRuns> LookAsync(CancellationToken cancellationToken) => OpenRuns.OpenAsync(Home, Clock, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    async System.Threading.Tasks.Task PayAsync(string run, CancellationToken cancellationToken)
    {
        await using var ledger = await SqliteLedger.OpenAsync(_database, Clock, null, cancellationToken);
        var intent = OpenedLedger.Intent(5_000_000, Clock, new() { Run = run, Specialist = "backend" }) with { Task = "main" };
        var cut = await ledger.ReserveAsync(intent, cancellationToken);
        await ledger.SettleAsync(cut, OpenedLedger.Settled(null, Clock) with { Outcome = "unknown" });
        var answered = await ledger.ReserveAsync(intent with { Attempt = 2 }, cancellationToken);
        await ledger.SettleAsync(answered, OpenedLedger.Settled(3_000_000, Clock));
        Clock.Advance(TimeSpan.FromSeconds(1));
        await ledger.ReserveAsync(OpenedLedger.Intent(7_000_000, Clock, intent.Spender) with { Task = "model" }, cancellationToken);
    }

    static RunOrder Order => new()
    {
        Workflow = "web-app",
        Brief = new("todo", "A todo has a title."),
        Output = "/nowhere",
        Pace = Pace.Unlimited,
        Prompts = "test",
    };
}
