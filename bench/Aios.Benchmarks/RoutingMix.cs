using System.Collections.Concurrent;
using System.Globalization;
using Aios.Llm.Models;
using Aios.Llm.Routing;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Briefs;
using Aios.Workshop.Offline;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Aios.Workshop.Specialists;
using Aios.Workshop.Verification;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Benchmarks;

/// <summary>The tasks of recorded builds, done by different ways of choosing a model in worlds whose true chances nobody knows.</summary>
static class RoutingMix
{
    const double ValueOfTime = 1;
    const int Slots = 16;

    /// <summary>Builds each brief with the offline generator, and prints its tasks: kinds, complexity and lengths.</summary>
    public static async Task RecordAsync(IReadOnlyList<string> briefs)
    {
        Console.WriteLine(MixTask.Head);
        var workflow = Workflow.Load("web-app");
        foreach (var path in briefs)
        {
            ConcurrentDictionary<string, int> complexities = [];
            foreach (var task in (await BuildAsync(workflow, path, complexities)).TasksInOrder.Where(task => task.Usage.Output > 0))
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

    /// <param name="complexities">Of each task, as the router is told it.</param>
    static async Task<RunState> BuildAsync(Workflow workflow, string path, ConcurrentDictionary<string, int> complexities)
    {
        OfflineProvider offline = new(Pace.Unlimited, TimeProvider.System);
        RoutePlan always = new([new(new(offline, offline.Models[0], offline.ClientFor(offline.Models[0])), "It is always the same.")]);
        RoutePlan Plan(RouteRequest request)
        {
            complexities[request.Task ?? ""] = request.Complexity ?? 0;
            return always;
        }

        Engine engine = new(new(Plan, new(TimeProvider.System, NullLogger<Router>.Instance)), workflow, Team.Load(), new Unchecked(), _ => "0123456789ab");
        using TempFolder folder = new();
        RunLog log = new(TimeProvider.System);
        Delivery delivery = new(folder["application"], force: false);
        await engine.RunAsync(new("mix", new Brief(Path.GetFileNameWithoutExtension(path), await File.ReadAllTextAsync(path)), folder["run"], delivery, Slots), log, CancellationToken.None);
        return log.State;
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    sealed class Unchecked : IVerifier
    {
        public IReadOnlyList<string> Checks => ["backend-tests", "endpoints"];

        public Task SetUpAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task VerifyAsync(string application, string contract, IReadOnlyCollection<string> wanted, RunLog log, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
