using Aios.Llm.Hosting;
using Aios.Llm.Models;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Tests.Llm.Routing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Offline;
using Aios.Workshop.Replaying;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;

namespace Aios.Tests.Workshop.Running;

/// <summary>An installation in a folder that a process has left as it was, and a run in it that is gone on with.</summary>
sealed class Survivor(string folder)
{
    public const string Run = "run-1";

    static readonly ModelPrice _price = new() { Standard = new() { Input = 1, Output = 5 } };

    Database? _database;
    RunRecording? _recording;

    /// <summary>Who is asked; every answer is billed.</summary>
    public ScriptedProvider Provider { get; init; } = Billing(_ => null);

    public RunLimits Limits { get; init; } = new();

    public ScriptedVerifier Verifier { get; init; } = new();

    /// <summary>How many answers may be written at once.</summary>
    public int Slots { get; init; } = 4;

    public IReadOnlyCollection<ApprovalPoint> Approvals { get; init; } = [];

    /// <summary>How many seconds a request is expected to take; nobody knows where it is not said.</summary>
    public Func<RouteRequest, double>? Expects { get; init; }

    /// <summary>What the user says before it is gone on with.</summary>
    public IReadOnlyList<RunEvent> Said { get; init; } = [];

    /// <summary>The mark of a question.</summary>
    public static Func<string, string> Nonce { get; } = new Nonces(new byte[32]).For;

    /// <summary>Of the run, when it has ended.</summary>
    public RunRecording Recording => _recording ?? throw new InvalidOperationException("It has not run.");

    /// <summary>However it ended.</summary>
    public RunState? State { get; private set; }

    public string Output => Path.Combine(folder, "out");

    public IReadOnlyList<LedgerEntry> Entries { get; private set; } = [];

    public IReadOnlyList<JournaledEvent> Events { get; private set; } = [];

    /// <summary>The names of the calls that had an answer before this process asked anything.</summary>
    public IReadOnlyList<string> Answered { get; private set; } = [];

    public static ScriptedProvider Billing(Func<Asked, IAsyncEnumerable<Microsoft.Extensions.AI.ChatResponseUpdate>?> script) =>
        new(script, new OfflineProvider(Pace.Unlimited, TimeProvider.System))
        {
            Models = [new() { Id = "actor", ContextWindow = 100_000, MaxOutput = 10_000, Prices = [_price] }],
        };

    public Task<RunState> RunAsync(CancellationToken cancellationToken) => RunAsync(null, default, cancellationToken);

    /// <summary>Begins the run, or goes on with it.</summary>
    /// <param name="heard">Told of each event when it has been handed to the journal.</param>
    public async Task<RunState> RunAsync(Action<RunEvent>? heard, CancellationToken draining, CancellationToken cancellationToken)
    {
        await using var installation = await RouterInstallation.OpenAsync(
            new() { Database = Path.Combine(folder, "aios.db"), Schemas = [RunJournal.Schema], Recovery = RecoveryLimits.OneTryEach }, TimeProvider.System, cancellationToken);
        _database = installation.Database;
        RunJournal journal = new(installation.Database!, TimeProvider.System); // it has a file
        Answered = installation.Database!.Read(session => session.All("select name from named_call where answer is not null", row => row.GetString(0)));
        using var run = journal.Find(Run) is null ? await journal.BeginAsync(Run, Order, "test", cancellationToken)
            : await journal.TakeAsync(Run, cancellationToken) ?? throw new InvalidOperationException("Somebody else has it.");
        RunLog log = new(TimeProvider.System, run.Past);
        run.Follow(log);
        log.Follow((happened, _) => heard?.Invoke(happened));
        foreach (var said in Said)
        {
            log.Add(said);
        }

        if (run.Past.Order.Count > 0)
        {
            log.Add(new RunEvent.RunResumed("test"));
        }

        Engine engine = new(
            installation.ModelsFor(PlanFor), Sample.SmallApp, Sample.Team, Verifier, Nonce);
        RunRequest request = new(Run, Order.Brief, Path.Combine(folder, "run"), new Delivery(Output, force: true, Path.Combine(folder, "run")), Slots)
        {
            Approvals = Approvals,
            Control = new(Limits, draining),
            Kept = run.FlushAsync,
            Lost = run.Lost,
        };
        try
        {
            await engine.RunAsync(request, log, cancellationToken);
        }
        finally
        {
            State = log.State;
            await run.FlushAsync();
            Events = journal.Events(Run);
            Entries = ((SqliteLedger)installation.Ledger).Entries(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
            await run.ReleaseAsync();
            _recording = journal.Find(Run) is { } record ? new RunRecorder(installation.Database!, journal).Record(record) : null; // it has a file
        }

        return log.State;
    }

    /// <summary>Goes through the run once more with what was recorded of it, and without a provider.</summary>
    public async Task<ReplayResult> ReplayAsync(CancellationToken cancellationToken)
    {
        var scratch = Path.Combine(folder, "replay");
        await using var database = Database.Open(Path.Combine(folder, "aios.db"), [.. RouterInstallation.Schemas, RunJournal.Schema], TimeProvider.System);
        RunJournal journal = new(database, TimeProvider.System);
        var recording = RunRecording.FromJson(new RunRecorder(database, journal).Record(journal.Find(Run)!).ToJson()); // it was run
        return await new RunReplay(Sample.SmallApp, Sample.Team, new ScriptedVerifier().Checks, TimeProvider.System)
            .RunAsync(recording, scratch, new Delivery(Path.Combine(scratch, "out"), force: true), new Nonces(new byte[32]).For, cancellationToken);
    }

    /// <summary>Does something while the journal is as it is and nobody writes to it.</summary>
    public void Freeze(Action act) => _database?.WriteAsync(
        _ =>
        {
            act();
            return true;
        },
        CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>What every file of the application says, but the reports.</summary>
    public Dictionary<string, string> Application() => Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(Output, file), File.ReadAllText);

    RoutePlan PlanFor(RouteRequest request)
    {
        var plan = Calls.PlanFor(Provider);
        return Expects is null ? plan : new([plan.Explanation.Routes[0] with { Estimate = new() { Input = 0, Output = 0, Dollars = null, Seconds = Expects(request), Passes = 1 } }]);
    }

    static RunOrder Order => new()
    {
        Workflow = "web-app",
        Brief = new("todo", "A todo has a title (required) and a done flag."),
        Output = "/nowhere",
        Pace = Pace.Unlimited,
        Prompts = "test",
    };
}
