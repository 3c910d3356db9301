using System.Diagnostics;
using System.Runtime.CompilerServices;
using Aios.Llm.Hosting;
using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.AI;

namespace Aios.Benchmarks.SideBySide;

/// <summary>Graphs as real runs: each task is asked of the real router under its name, its answer is settled in the ledger and kept, its file written, its events journaled.</summary>
/// <param name="answer">What each task writes.</param>
sealed class JournaledRuns(RouterInstallation installation, string answer) : IAsyncDisposable
{
    static readonly Workflow _workflow = Workflow.Load("web-app");
    static readonly Team _team = Team.Load();

    readonly TempFolder _staging = new();

    /// <param name="journal">The folder of the database, and of nothing else; null for the same work of which nothing is written down.</param>
    public static async Task<JournaledRuns> OpenAsync(string? journal, string answer)
    {
        RouterSetup setup = new() { Database = journal is null ? null : Path.Combine(Directory.CreateDirectory(journal).FullName, "aios.db"), Schemas = [RunJournal.Schema] };
        return new(await RouterInstallation.OpenAsync(setup, TimeProvider.System), answer);
    }

    /// <summary>Begins the run, or goes on with it.</summary>
    /// <param name="work">What a model does before it answers.</param>
    /// <returns>How long it took, from the beginning until it was all on the disk.</returns>
    public async Task<TimeSpan> RunAsync(string id, BenchGraph graph, Func<BenchTask, CancellationToken, Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        using var run = installation.Database is { } database ? await TakeAsync(new(database, TimeProvider.System), id) : null;
        RunLog log = new(TimeProvider.System, run?.Past);
        run?.Follow(log);

        var tasks = graph.Tasks.Select((task, number) => (Bench: task, Work: TaskOf(task, number))).ToList();
        var benchTasks = tasks.ToDictionary(task => task.Work.Id, task => task.Bench);
        ScriptedProvider model = new(asked => AnswerAsync(asked, benchTasks[asked.Task], work))
        {
            Models = [new() { Id = "sleeper", ContextWindow = 100_000, MaxOutput = 10_000, Prices = [new() { Standard = new() { Input = 1, Output = 5 } }] }],
        };
        RoutePlan plan = new([new(new(model, model.Models[0], model.ClientFor(model.Models[0])), "It is the only one.")]);
        TaskRunner runner = new(installation.ModelsFor(_ => plan), _workflow, _team, ArtifactFolder.CreateNew(_staging[id]), log, new Nonces(new byte[32]).For, RunControl.None);

        log.Add(new RunEvent.RunStarted(id, _order.Workflow, _order.Brief.Name, Team.Roles));
        log.Add(RunEvent.TasksPlanned.Of([.. tasks.Select(task => task.Work)]));
        await Scheduler.RunAsync(
            new TaskGraph<WorkTask>(tasks.Select(task => task.Work), task => task.Id, task => task.Needs, task => task.Weight),
            graph.Slots == 0 ? int.MaxValue : graph.Slots,
            async (task, token) => await runner.RunAsync(task, _ => [], [], token) is not null,
            (task, because) => throw new InvalidOperationException($"{because.Id} has failed: {log.State.Tasks[because.Id].Problem}"),
            CancellationToken.None);
        log.Add(new RunEvent.RunFinished(RunStatus.Verified, Reason: null, Output: null));
        await (run?.ReleaseAsync() ?? Task.CompletedTask);
        return Stopwatch.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        await installation.DisposeAsync();
        _staging.Dispose();
    }

    static async Task<OwnedRun> TakeAsync(RunJournal journal, string id) => journal.Find(id) is null
        ? await journal.BeginAsync(id, _order, "bench", CancellationToken.None)
        : await journal.TakeAsync(id, CancellationToken.None) ?? throw new InvalidOperationException("Somebody else has it.");

    async IAsyncEnumerable<ChatResponseUpdate> AnswerAsync(
        Asked asked, BenchTask task, Func<BenchTask, CancellationToken, Task> work, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        const int Piece = 400;
        await work(task, cancellationToken);
        foreach (var piece in Framed.Answer(asked.Nonce, (asked.Paths[0], answer)).Chunk(Piece))
        {
            yield return new(ChatRole.Assistant, new string(piece));
        }

        yield return new(ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = 2000, OutputTokenCount = answer.Length / 4 })]) { FinishReason = ChatFinishReason.Stop };
    }

    static WorkTask TaskOf(BenchTask task, int number)
    {
        var path = $"backend/app/file_{number}.py";
        return new()
        {
            Id = task.Id,
            Specialist = "backend",
            Files = [new(path)],
            Needs = task.Needs,
            Assignment = new() { Files = [new() { Path = path, Owner = "backend", Kind = "backend/module", Purpose = "Does a part of the work" }] },
            Weight = task.Seconds,
        };
    }

    static readonly RunOrder _order = new()
    {
        Workflow = "web-app",
        Brief = new("bench", "What it is about does not matter."),
        Output = "/nowhere",
        Pace = Pace.Unlimited,
        Prompts = "bench",
    };
}
