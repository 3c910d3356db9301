#:package Microsoft.Agents.AI.Workflows
#:property PublishAot=false

// The graphs of bench/makespan as workflows of Microsoft Agent Framework: an executor for each task, an edge for each need.
// It understands the words of Aios.Benchmarks' AiosContender.
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Agents.AI.Workflows;
using Microsoft.Agents.AI.Workflows.Checkpointing;

await (args switch
{
    ["makespan", var graphs, var atOnce, _] => Contender.PrintMakespansAsync(graphs, Number(atOnce)),
    ["overhead", var form, var tasks, var how] => Contender.PrintOverheadAsync(Graph.Empty(form, Number(tasks)), how),
    ["steps", var folder, var steps, _] => Contender.PrintStepsAsync(folder, Number(steps)),
    ["kill", var folder, _] => Contender.BeKilledAsync(folder),
    _ => throw new ArgumentException("makespan GRAPHS AT_ONCE HOW, overhead FORM TASKS HOW, steps FOLDER STEPS HOW or kill FOLDER HOW"),
});

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static class Contender
{
    const int Rounds = 5;

    static readonly string _artifact = new('x', 8 << 10);

    static readonly Graph _killed = new(
        0,
        [new("plan", [], 0.1), new("left", ["plan"], 0.2), new("right", ["plan"], 0.3), new("slow", ["plan"], 3), new("end", ["left", "right", "slow"], 0.1)]);

    public static async Task PrintMakespansAsync(string file, int atOnce)
    {
        var graphs = JsonSerializer.Deserialize(await File.ReadAllTextAsync(file), GraphJson.Default.IReadOnlyListGraph) ?? [];
        await graphs[0].InATenth().RunAsync();
        var seconds = new double[graphs.Count];
        await Parallel.ForAsync(0, graphs.Count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (at, _) =>
        {
            seconds[at] = (await graphs[at].RunAsync()).TotalSeconds;
        });
        Array.ForEach(seconds, Print);
    }

    public static async Task PrintOverheadAsync(Graph graph, string how)
    {
        List<double> perTask = [];
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("agent-framework-");
            using var store = how == "journaled" ? new FileSystemJsonCheckpointStore(folder) : null;
            perTask.Add((await graph.RunAsync(store)).TotalMicroseconds / graph.Tasks.Count);
            store?.Dispose();
            folder.Delete(recursive: true);
        }

        Print(perTask.Skip(Rounds).Order().ElementAt(Rounds / 2));
    }

    /// <summary>Prints milliseconds a step, and the size of the store before it is closed.</summary>
    public static async Task PrintStepsAsync(string folder, int steps)
    {
        using FileSystemJsonCheckpointStore store = new(Directory.CreateDirectory(folder));
        var took = steps == 0 ? TimeSpan.Zero : await Graph.Empty("chain", steps).RunAsync(store, _artifact);
        Print(took.TotalMilliseconds / Math.Max(steps, 1));
        Print(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Sum(each => new FileInfo(each).Length));
    }

    public static async Task BeKilledAsync(string folder)
    {
        using FileSystemJsonCheckpointStore store = new(Directory.CreateDirectory(folder));
        await _killed.RunAsync(store, _artifact, talks: true);
    }

    static void Print(double number) => Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
}

sealed record GraphTask(string Id, IReadOnlyList<string> Needs, double Seconds);

sealed record Graph(int Slots, IReadOnlyList<GraphTask> Tasks)
{
    const string Session = "run";

    public static Graph Empty(string form, int tasks) => new(0, [.. Enumerable.Range(0, tasks).Select(task => new GraphTask($"t{task}", (form, task) switch
    {
        (_, 0) => [],
        ("chain", _) => [$"t{task - 1}"],
        _ when task == tasks - 1 => [.. Enumerable.Range(1, tasks - 2).Select(each => $"t{each}")],
        _ => ["t0"],
    }, 0))]);

    public Graph InATenth() => this with { Tasks = [.. Tasks.Select(task => task with { Seconds = task.Seconds / 10 })] };

    /// <summary>Begins the run, or goes on with it from its last checkpoint.</summary>
    /// <param name="output">What each task writes, to be kept with the run.</param>
    /// <param name="talks">Each task says when it begins and ends.</param>
    /// <returns>How long it ran, once it was put together.</returns>
    public async Task<TimeSpan> RunAsync(FileSystemJsonCheckpointStore? store = null, string? output = null, bool talks = false)
    {
        using SemaphoreSlim slots = new(Slots == 0 ? int.MaxValue : Slots); // a workflow has no limit of its own
        var steps = Tasks.ToDictionary(task => task.Id, task => new Step(task, slots, output, talks).BindExecutor());
        var start = new Step(new("start", [], 0), slots, null, false).BindExecutor();
        WorkflowBuilder builder = new(start);
        foreach (var task in Tasks)
        {
            foreach (var need in task.Needs)
            {
                builder.AddEdge(steps[need], steps[task.Id]);
            }

            if (task.Needs.Count == 0)
            {
                builder.AddEdge(start, steps[task.Id]);
            }
        }

        var workflow = builder.Build();
        var manager = store is null ? null : CheckpointManager.CreateJson(store);
        var last = store is null ? null : (await store.RetrieveIndexAsync(Session)).LastOrDefault();
        var started = Stopwatch.GetTimestamp();
        await using var run = (manager, last) switch
        {
            (null, _) => await InProcessExecution.RunStreamingAsync(workflow, "go"),
            (_, null) => await InProcessExecution.RunStreamingAsync(workflow, "go", manager, Session),
            _ => await InProcessExecution.ResumeStreamingAsync(workflow, last, manager),
        };
        await foreach (var happened in run.WatchStreamAsync())
        {
            if (happened is WorkflowErrorEvent or ExecutorFailedEvent)
            {
                throw new InvalidOperationException(happened.ToString());
            }
        }

        return Stopwatch.GetElapsedTime(started);
    }
}

/// <summary>Does its work when a word has come from every task that it needs.</summary>
sealed class Step(GraphTask task, SemaphoreSlim slots, string? output, bool talks) : Executor<string>(task.Id)
{
    const string Key = "arrived";

    int _arrived;

    public override async ValueTask HandleAsync(string message, IWorkflowContext context, CancellationToken cancellationToken = default)
    {
        if (++_arrived < task.Needs.Count)
        {
            return;
        }

        await WorkAsync(cancellationToken);
        if (output is not null)
        {
            await context.QueueStateUpdateAsync(task.Id, output, "artifacts", cancellationToken);
        }

        await context.SendMessageAsync(task.Id, cancellationToken);
    }

    protected override ProtocolBuilder ConfigureProtocol(ProtocolBuilder protocolBuilder) => base.ConfigureProtocol(protocolBuilder).SendsMessage<string>();

    protected override ValueTask OnCheckpointingAsync(IWorkflowContext context, CancellationToken cancellationToken = default) =>
        context.QueueStateUpdateAsync(Key, _arrived, cancellationToken);

    protected override async ValueTask OnCheckpointRestoredAsync(IWorkflowContext context, CancellationToken cancellationToken = default) =>
        _arrived = await context.ReadStateAsync<int>(Key, cancellationToken);

    async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (task.Seconds == 0)
        {
            return;
        }

        await slots.WaitAsync(cancellationToken);
        try
        {
            Say("begins");
            await Task.Delay(TimeSpan.FromSeconds(task.Seconds), TimeProvider.System, cancellationToken);
            Say("ends");
        }
        finally
        {
            slots.Release();
        }
    }

    void Say(string what)
    {
        if (talks)
        {
            Console.WriteLine($"{what} {task.Id}");
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyList<Graph>))]
sealed partial class GraphJson : JsonSerializerContext;
