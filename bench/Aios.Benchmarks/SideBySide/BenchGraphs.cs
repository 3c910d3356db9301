using System.Globalization;

namespace Aios.Benchmarks.SideBySide;

/// <summary>The graphs that everybody is given: the same ones each time, random as they are.</summary>
static class BenchGraphs
{
    const int CharactersPerSecond = 400;
    const double Noise = 0.5;

    static readonly int[] _slots = [0, 4];

    /// <param name="brief">Whose application the first graph is: each answer takes as long as it is, at 400 characters a second.</param>
    /// <param name="each">How many random graphs of each size.</param>
    /// <param name="seconds">That the longest chain of each takes.</param>
    public static async Task<IReadOnlyList<BenchGraph>> MakeAsync(string brief, int each, double seconds)
    {
        List<BenchGraph> graphs = [await FilesOfAsync(brief), AntiPhase()];
        foreach (var size in (int[])[24, 60])
        {
            graphs.AddRange(Enumerable.Range(1, each).Select(seed => Random(size, seed)));
        }

        return [.. from slots in _slots from graph in graphs select (graph with { Slots = slots }).Lasting(seconds)];
    }

    /// <summary>An empty task after the other, or all but two of them at once.</summary>
    public static BenchGraph Empty(string form, int tasks) => new("empty", form, 0, [.. Enumerable.Range(0, tasks).Select(task => new BenchTask(Id(task), (form, task) switch
    {
        (_, 0) => [],
        ("chain", _) => [Id(task - 1)],
        _ when task == tasks - 1 => [.. Enumerable.Range(1, tasks - 2).Select(Id)],
        _ => [Id(0)],
    }, Seconds: 0, Guess: 0))]);

    static async Task<BenchGraph> FilesOfAsync(string brief)
    {
        var state = await OfflineBuild.RunAsync(brief);
        Random noise = new(0);
        return new("files of the Todo", Path.GetFileNameWithoutExtension(brief), 0, InOrder([.. state.TasksInOrder.Select(task =>
            Task(task.Task.Id, task.Task.Needs, (double)task.Characters / CharactersPerSecond, noise))]));
    }

    /// <summary>Two chains of long and short tasks, of which one is long where the other is short.</summary>
    static BenchGraph AntiPhase()
    {
        Random noise = new(0);
        IEnumerable<BenchTask> Chain(string name, double first, double second) => Enumerable.Range(0, 6)
            .Select(task => Task($"{name}{task}", task == 0 ? [] : [$"{name}{task - 1}"], task % 2 == 0 ? first : second, noise));
        return new("chains in anti-phase", "chains", 0, [.. Chain("a", 10, 1), .. Chain("b", 1, 10)]);
    }

    /// <summary>Each task needs up to three of the twelve before it, and takes a log-normal time.</summary>
    static BenchGraph Random(int size, int seed)
    {
        Random random = new((size * 1000) + seed);
        return new($"random, {size} tasks", $"{size}/{seed}", 0, [.. Enumerable.Range(0, size).Select(task =>
        {
            var needs = Enumerable.Range(0, random.Next(4)).Select(_ => task - random.Next(1, 13)).Where(need => need >= 0).Distinct().Select(Id);
            return Task(Id(task), [.. needs], Math.Exp(Normal(random)), random);
        })]);
    }

    static BenchTask Task(string id, IReadOnlyList<string> needs, double seconds, Random random) => new(id, needs, seconds, seconds * Math.Exp(Noise * Normal(random)));

    static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    static string Id(int task) => string.Create(CultureInfo.InvariantCulture, $"t{task}");

    /// <summary>Each after what it needs.</summary>
    static List<BenchTask> InOrder(IReadOnlyList<BenchTask> tasks)
    {
        var left = tasks.ToList();
        List<BenchTask> ordered = [];
        HashSet<string> placed = [];
        while (left.FirstOrDefault(task => task.Needs.All(placed.Contains)) is { } next)
        {
            left.Remove(next);
            placed.Add(next.Id);
            ordered.Add(next);
        }

        return left.Count == 0 ? ordered : throw new InvalidOperationException("Some tasks need what is not there.");
    }
}
