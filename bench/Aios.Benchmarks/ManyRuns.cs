using System.Diagnostics;
using System.Globalization;
using Aios.Llm.Hosting;
using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;

namespace Aios.Benchmarks;

/// <summary>Many small applications at once in one process, over one router with one database, by the offline provider.</summary>
sealed class ManyRuns(RouterInstallation installation, TempFolder folder)
{
    const int Slots = 4;

    static readonly string[] _kinds =
    [
        "backend/problems", "backend/main", "backend/database", "backend/page", "backend/schema", "frontend/app", "frontend/entity", "frontend/hash", "frontend/request",
        "devops/readme", "qa-backend/requirements", "qa-backend/answers",
    ];

    static readonly Workflow _webApp = Workflow.Load("web-app");
    static readonly Workflow _small = _webApp with
    {
        Layout = [.. _webApp.Layout.Where(kind => _kinds.Contains(kind.Kind)).Select(kind => kind with { Needs = [], Uses = [] })],
        Provided = new Dictionary<string, string>(),
    };

    static readonly Team _team = Team.Load();
    static readonly Brief _brief = new("todo", "A todo has a title (required) and a done flag.");

    readonly OfflineProvider _offline = new(Pace.Unlimited, TimeProvider.System);
    int _underWay;
    int _most;
    int _tasks;

    public static async Task PrintAsync(int runs)
    {
        using TempFolder folder = new();
        var started = Stopwatch.GetTimestamp();
        await using var installation = await RouterInstallation.OpenAsync(new() { Database = folder["aios.db"], Schemas = [RunJournal.Schema] }, TimeProvider.System);
        ManyRuns many = new(installation, folder);
        await Task.WhenAll(Enumerable.Range(0, runs).Select(run => Task.Run(() => many.RunAsync($"run-{run}"))));
        var took = Stopwatch.GetElapsedTime(started);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{runs} runs of {many._tasks / runs} tasks, up to {many._most} at once: {took.TotalSeconds:0.0} s, {runs / took.TotalSeconds:0.0} runs a second, {Environment.CpuUsage.TotalTime.TotalMilliseconds / many._tasks:0.00} ms of processor time a task, at most {self.PeakWorkingSet64 / 1e6:0} MB of memory (at the end {GC.GetTotalMemory(forceFullCollection: true) / 1e6:0} MB in objects), {new FileInfo(folder["aios.db"]).Length / 1e6:0} MB of journal"));
    }

    async Task RunAsync(string id)
    {
        RunJournal journal = new(installation.Database!, TimeProvider.System); // it has a file
        using var run = await journal.BeginAsync(id, Order(id), "bench", CancellationToken.None);
        RunLog log = new(TimeProvider.System, run.Past);
        run.Follow(log);
        RoutePlan plan = new([new(new(_offline, _offline.Models[0], _offline.ClientFor(_offline.Models[0])), "It is the only one.")]);
        Engine engine = new(installation.ModelsFor(_ => plan), _small, _team, new Unchecked(), new Nonces(new byte[32]).For);
        Note(Interlocked.Increment(ref _underWay));
        await engine.RunAsync(
            new(id, _brief, folder[id], new Delivery(folder[$"{id}-out"], force: false), Slots) { Control = new(new()), Kept = run.FlushAsync, Lost = run.Lost }, log, CancellationToken.None);
        Interlocked.Decrement(ref _underWay);
        await run.ReleaseAsync();
        if (log.State.Status is not RunStatus.Unverified) // nobody has looked, but it is there
        {
            throw new InvalidOperationException($"{id}: {log.State.Reason}");
        }

        Interlocked.Add(ref _tasks, log.State.Tasks.Count);
    }

    void Note(int underWay)
    {
        while (Volatile.Read(ref _most) is var most && underWay > most && Interlocked.CompareExchange(ref _most, underWay, most) != most)
        {
        }
    }

    RunOrder Order(string id) => new() { Workflow = _small.Name, Brief = _brief, Output = folder[$"{id}-out"], Pace = Pace.Unlimited, Prompts = "bench" };
}
