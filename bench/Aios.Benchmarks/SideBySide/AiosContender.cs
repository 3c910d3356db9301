using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aios.Testing;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;

namespace Aios.Benchmarks.SideBySide;

/// <summary>Our side of the comparison; the programs in bench/rivals understand the same words.</summary>
static class AiosContender
{
    const int Rounds = 5;

    static readonly BenchTask[] _killed =
    [
        new("plan", [], 0.1, 0.1), new("left", ["plan"], 0.2, 0.2), new("right", ["plan"], 0.3, 0.3), new("slow", ["plan"], 3, 3), new("end", ["left", "right", "slow"], 0.1, 0.1),
    ];

    public static Task RunAsync(IReadOnlyList<string> words) => words switch
    {
        ["makespan", var graphs, var atOnce, var weights] => PrintMakespansAsync(graphs, Number(atOnce), weights),
        ["overhead", var form, var tasks, var how] => PrintOverheadAsync(BenchGraphs.Empty(form, Number(tasks)), how),
        ["steps", var folder, var steps, _] => PrintStepsAsync(folder, Number(steps)),
        ["kill", var folder, _] => BeKilledAsync(folder),
        _ => throw new ArgumentException("makespan GRAPHS AT_ONCE HOW, overhead FORM TASKS HOW, steps FOLDER STEPS HOW or kill FOLDER HOW"),
    };

    /// <summary>A line for each graph: how long it took, in seconds.</summary>
    static async Task PrintMakespansAsync(string file, int atOnce, string how)
    {
        await using var stream = File.OpenRead(file);
        var graphs = await JsonSerializer.DeserializeAsync(stream, BenchGraphJson.Default.IReadOnlyListBenchGraph) ?? [];
        using TempFolder folder = new();
        await using var runs = how == "journaled" ? await JournaledRuns.OpenAsync(folder["journal"], Text(2_000)) : null;
        Task<TimeSpan> RunAsync(BenchGraph graph, string name) => runs?.RunAsync(name, graph, SleepAsync) ?? InMemoryAsync(graph, how);

        await RunAsync(graphs[0].Lasting(0.1), "warm-up");
        var seconds = new double[graphs.Count];
        await Parallel.ForAsync(0, graphs.Count, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (at, _) =>
        {
            seconds[at] = (await RunAsync(graphs[at], $"run-{at}")).TotalSeconds;
        });
        Print(seconds);
    }

    static async Task PrintOverheadAsync(BenchGraph graph, string how)
    {
        using TempFolder folder = new();
        await using var runs = how switch
        {
            "journaled" => await JournaledRuns.OpenAsync(folder["journal"], Text(20)),
            "whole" => await JournaledRuns.OpenAsync(journal: null, Text(20)),
            _ => null,
        };
        List<double> perTask = [];
        for (var round = 0; round < 2 * Rounds; round++)
        {
            var took = await (runs?.RunAsync($"run-{round}", graph, (_, _) => Task.CompletedTask) ?? InMemoryAsync(graph, how));
            perTask.Add(took.TotalMicroseconds / graph.Tasks.Count);
        }

        Print(perTask.Skip(Rounds).Order().ElementAt(Rounds / 2));
    }

    /// <summary>Prints milliseconds a step, and the size of the journal before it is closed.</summary>
    static async Task PrintStepsAsync(string folder, int steps)
    {
        await using var runs = await JournaledRuns.OpenAsync(folder, Text(8 << 10));
        var took = steps == 0 ? TimeSpan.Zero : await runs.RunAsync("run", BenchGraphs.Empty("chain", steps), (_, _) => Task.CompletedTask);
        Print(took.TotalMilliseconds / Math.Max(steps, 1), Directory.EnumerateFiles(folder).Sum(file => new FileInfo(file).Length));
    }

    static async Task BeKilledAsync(string folder)
    {
        await using var runs = await JournaledRuns.OpenAsync(folder, Text(8 << 10));
        await runs.RunAsync("run", new("kill", "kill", 0, _killed), async (task, token) =>
        {
            Console.WriteLine($"begins {task.Id}");
            await SleepAsync(task, token);
            Console.WriteLine($"ends {task.Id}");
        });
    }

    /// <returns>How long it ran, once it was put together.</returns>
    static async Task<TimeSpan> InMemoryAsync(BenchGraph graph, string weights)
    {
        TaskGraph<BenchTask> tasks = new(graph.Tasks, task => task.Id, task => task.Needs, task => weights switch
        {
            "noisy" => task.Guess,
            "equal" => 1,
            _ => task.Seconds,
        });
        var started = Stopwatch.GetTimestamp();
        await Scheduler.RunAsync(
            tasks,
            graph.Slots == 0 ? int.MaxValue : graph.Slots,
            async (task, token) =>
            {
                await SleepAsync(task, token);
                return true;
            },
            (_, _) => { },
            CancellationToken.None);
        return Stopwatch.GetElapsedTime(started);
    }

    static Task SleepAsync(BenchTask task, CancellationToken cancellationToken) =>
        task.Seconds == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromSeconds(task.Seconds), TimeProvider.System, cancellationToken);

    /// <summary>Lines of code, so many characters of them.</summary>
    static string Text(int length)
    {
        var lines = string.Concat(Enumerable.Range(0, (length / 8) + 1).Select(line => $"value_{line} = {line}\n"));
        return lines[..(length - 1)] + "\n";
    }

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    static void Print(params IEnumerable<double> numbers)
    {
        foreach (var number in numbers)
        {
            Console.WriteLine(number.ToString(CultureInfo.InvariantCulture));
        }
    }
}
