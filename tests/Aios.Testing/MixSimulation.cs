using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Testing;

/// <summary>Does the tasks of recorded builds again and again in a world, each until it passes or has been tried too often, by somebody's choice of models.</summary>
/// <param name="rounds">How often the recorded builds are done.</param>
/// <param name="valueOfTime">Dollars for an hour.</param>
public sealed class MixSimulation(IReadOnlyList<MixTask> tasks, IReadOnlyList<Model> models, int seed, int rounds, double valueOfTime = 1)
{
    const int Attempts = 6;
    const double SecondsPerHour = 3600;

    static readonly DateTimeOffset _begin = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    readonly Dictionary<string, Route> _routes = models.ToDictionary(model => model.Id, model => new Route(new Nobody(model), model, new NeverAsked()));

    /// <summary>One model and no other.</summary>
    public MixResult Pinned(Model model) => Run((_, _, _) => model, _ => { });

    /// <summary>The one with the greatest true chance over all tasks, which nobody knows beforehand.</summary>
    public Model TrulyBest()
    {
        MixWorld world = new(models, seed);
        return models.MaxBy(model => tasks.Sum(task => world.Passes(model, task)))!; // there are models
    }

    /// <summary>The router with a policy, learning as it goes.</summary>
    public MixResult Routed(string policy)
    {
        Experience experience = new();
        Clock clock = new();
        Planner planner = new(
            [.. models.Select(model => new RouteCandidate(_routes[model.Id]))], new() { Policy = policy, ValueOfTime = valueOfTime }, clock, new Random(seed))
        {
            Experience = experience,
        };
        return Run(
            (_, task, failed) =>
            {
                RouteRequest request = new([new(ChatRole.User, new string('x', 4 * task.Input))], new() { MaxOutputTokens = 4000 })
                {
                    Kind = task.Kind,
                    Complexity = task.Complexity,
                    Spender = new() { Specialist = task.Specialist },
                    FailedOn = [.. failed.Select(model => $"{model.Provider}/{model.Id}")],
                };
                return planner.Plan(request).Routes[0].Model;
            },
            made =>
            {
                clock.Now += TimeSpan.FromSeconds(made.Seconds);
                var name = $"{made.Model.Provider}/{made.Model.Id}";
                experience.Learn(new Lesson.Answered(made.Task.Kind, name, clock.Now, made.Output, TimeSpan.FromSeconds(made.Seconds)));
                experience.Learn(new Lesson.Checked(made.Task.Kind, name, clock.Now, made.Passed) { Complexity = made.Task.Complexity });
            });
    }

    /// <summary>Whoever knows every true chance, length and speed, but not how a single answer will turn out; by the same formula.</summary>
    public MixResult Oracle() => Run(
        (world, task, failed) =>
        {
            var floor = failed.Select(model => world.Passes(model, task)).DefaultIfEmpty(0).Max();
            var (best, value) = (models[0], double.PositiveInfinity);
            var repair = double.PositiveInfinity;
            foreach (var model in models.OrderByDescending(model => world.Passes(model, task)))
            {
                var passes = world.Passes(model, task);
                var own = Dollars(world, model, task) + (world.Seconds(model, task) * valueOfTime / SecondsPerHour);
                var its = own + ((1 - passes) * (double.IsInfinity(repair) ? own / passes : repair));
                repair = Math.Min(repair, its);
                (best, value) = its < value && (passes > floor || double.IsInfinity(value)) ? (model, its) : (best, value);
            }

            return best;
        },
        _ => { });

    MixResult Run(Func<MixWorld, MixTask, List<Model>, Model> choose, Action<Made> learn)
    {
        MixWorld world = new(models, seed);
        foreach (var task in tasks.DistinctBy(task => task.Kind)) // drawn before anything else, so that every way of choosing meets the same world
        {
            models.ToList().ForEach(model => world.Passes(model, task));
        }

        MixResult result = new();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var task in tasks)
            {
                result = Do(task, world, choose, learn, result);
            }
        }

        return result;
    }

    static MixResult Do(MixTask task, MixWorld world, Func<MixWorld, MixTask, List<Model>, Model> choose, Action<Made> learn, MixResult result)
    {
        var hardness = world.Hardness();
        List<Model> failed = [];
        result = result with { Tasks = result.Tasks + 1 };
        while (failed.Count < Attempts)
        {
            var model = choose(world, task, failed);
            var passed = world.Chance() < world.Passes(model, task, hardness);
            result = result with
            {
                Attempts = result.Attempts + 1,
                Dollars = result.Dollars + Dollars(world, model, task),
                Seconds = result.Seconds + world.Seconds(model, task),
                Verified = result.Verified + (passed ? 1 : 0),
            };
            learn(new(task, model, world.Output(model, task), world.Seconds(model, task), passed));
            if (passed)
            {
                break;
            }

            failed.Add(model);
        }

        return result;
    }

    static double Dollars(MixWorld world, Model model, MixTask task) =>
        (double)Money.CostOf(new() { Input = task.Input, Output = world.Output(model, task) }, model.PriceAt(_begin)!)!.Value.Dollars; // models with a price only

    readonly record struct Made(MixTask Task, Model Model, int Output, double Seconds, bool Passed);

    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = _begin;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    sealed class Nobody(Model model) : IProvider
    {
        public string Name => model.Provider ?? "";

        public IReadOnlyList<Model> Models => [model];

        public IChatClient ClientFor(Model asked) => new NeverAsked();
    }

    sealed class NeverAsked : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("A simulation asks nobody.");

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("A simulation asks nobody.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}

/// <summary>What a way of choosing has needed.</summary>
public sealed record MixResult
{
    public int Tasks { get; init; }

    public int Verified { get; init; }

    public int Attempts { get; init; }

    public double Dollars { get; init; }

    public double Seconds { get; init; }

    public double Success => (double)Verified / Tasks;

    /// <summary>With what the time is worth.</summary>
    public double Cost(double valueOfTime) => Dollars + (Seconds * valueOfTime / 3600);
}
