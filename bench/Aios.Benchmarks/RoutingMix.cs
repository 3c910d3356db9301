using System.Collections.Concurrent;
using System.Globalization;
using Aios.Llm.Models;
using Aios.Testing;

namespace Aios.Benchmarks;

/// <summary>The tasks of recorded builds, done by different ways of choosing a model in worlds whose true chances nobody knows.</summary>
static class RoutingMix
{
    const double ValueOfTime = 1;

    /// <summary>Builds each brief with the offline generator, and prints its tasks: kinds, complexity and lengths.</summary>
    public static async Task RecordAsync(IReadOnlyList<string> briefs)
    {
        Console.WriteLine(MixTask.Head);
        foreach (var path in briefs)
        {
            ConcurrentDictionary<string, int> complexities = [];
            var state = await OfflineBuild.RunAsync(path, request => complexities[request.Task ?? ""] = request.Complexity ?? 0);
            foreach (var task in state.TasksInOrder.Where(task => task.Usage.Output > 0))
            {
                Console.WriteLine(new MixTask(
                    Path.GetFileNameWithoutExtension(path), task.Task.Kind, task.Task.Specialist, complexities[task.Task.Id], (int)task.Usage.TotalInput, (int)task.Usage.Output));
            }
        }
    }

    public static void Print(string recorded, int worlds, int rounds)
    {
        var tasks = MixTask.Read(recorded);
        var at = new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);
        Model[] models = [.. ModelCatalog.Shipped.All.Where(model => !model.IsRetiredAt(at) && model.PriceAt(at) is not null)];
        var guessedBest = models.OrderByDescending(model => model.Quality).ThenBy(model => model.PriceAt(at)!.Standard.Output).First(); // those with a price
        Dictionary<string, List<MixResult>> results = [];
        void Add(string name, MixResult result) => (results.TryGetValue(name, out var of) ? of : results[name] = []).Add(result);

        for (var seed = 1; seed <= worlds; seed++)
        {
            MixSimulation simulation = new(tasks, models, seed, rounds, ValueOfTime);
            Add("pinned to the best by the catalog", simulation.Pinned(guessedBest));
            Add("pinned to the truly best", simulation.Pinned(simulation.TrulyBest()));
            foreach (var policy in (string[])["best", "cheapest", "expected-cost"])
            {
                Add(policy, simulation.Routed(policy));
            }

            Add("oracle", simulation.Oracle());
        }

        var oracle = results["oracle"].Sum(result => result.Cost(ValueOfTime));
        Console.WriteLine(Text($"{tasks.Count} tasks, {rounds} times in {worlds} worlds, {models.Length} models; an hour is worth {ValueOfTime} dollar"));
        foreach (var (name, of) in results)
        {
            var count = of.Sum(result => result.Tasks);
            var cost = of.Sum(result => result.Cost(ValueOfTime));
            Console.WriteLine(Text(
                $"{name,-36} ${of.Sum(result => result.Dollars) * 1000 / count,7:0.00} per 1,000 tasks, with time ${cost * 1000 / count,7:0.00} = {cost / oracle:0.00} x oracle; verified {of.Sum(result => result.Verified) * 100.0 / count:0.00} %, {(double)of.Sum(result => result.Attempts) / count:0.00} attempts a task"));
        }
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
