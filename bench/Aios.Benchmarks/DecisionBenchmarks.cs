using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace Aios.Benchmarks;

/// <summary>
/// What a decision costs: reading the request, standings of every route, every rule, expected tokens, dollars, seconds and chances from
/// history, the policy's order, and a plan that can still be explained. Not in it: the explanation itself, and reading the ledger.
/// </summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    const string Kind = "backend/router";

    readonly RouteRequest _request = new([new(ChatRole.System, new string('x', 4000)), new(ChatRole.User, new string('y', 2000))], new() { MaxOutputTokens = 3000 })
    {
        Kind = Kind,
        Complexity = 6,
        Prefix = "backend",
        Spender = new() { Run = "run", Specialist = "backend" },
    };

    Planner _planner = null!; // set up before each benchmark

    [Params("expected-cost", "cheapest", "balanced")]
    public string Policy { get; set; } = "expected-cost";

    [Params("models", "endpoints")]
    public string Candidates { get; set; } = "models";

    [GlobalSetup]
    public void Prepare()
    {
        Experience experience = new();
        var now = TimeProvider.System.GetUtcNow();
        PrefixMemory prefixes = new(TimeProvider.System);
        List<RouteCandidate> candidates = [];
        var models = ModelCatalog.Shipped.All;
        for (var i = 0; i < 50; i++)
        {
            var model = (Candidates == "models" ? models[i] : models[i % 10]) with { RetiresOn = null };
            Named provider = new(model.Provider ?? "", Candidates == "models" ? "default" : $"e{i / 10}", model);
            candidates.Add(new(new(provider, model, provider.ClientFor(model))));
            experience.Learn(new Lesson.Answered(Kind, $"{model.Provider}/{model.Id}", now, 500 + i, TimeSpan.FromSeconds(5 + i)));
            experience.Learn(new Lesson.Checked(Kind, $"{model.Provider}/{model.Id}", now, passed: i % 3 > 0) { Complexity = 5 });
        }

        prefixes.Remember("backend", candidates[0].Route, 1000, TimeSpan.FromHours(1));
        HealthBoard health = new();
        health.Recall(candidates.Select(each => new PastAttempt
        {
            Provider = each.Route.Provider.Name,
            Endpoint = each.Route.Provider.Endpoint,
            Model = each.Route.Model.Id,
            Began = now,
            Outcome = Settlement.Answered,
            Output = 540,
            FirstPiece = TimeSpan.FromSeconds(1),
            Took = TimeSpan.FromSeconds(10),
        }));
        _planner = new(candidates, new() { Policy = Policy }, TimeProvider.System, new Random(1))
        {
            Experience = experience,
            Prefixes = prefixes,
            StandingOf = health.StandingOf,
            Allowance = _ => new Allowance(new Money(1_000_000_000_000), false),
        };
    }

    [Benchmark]
    public RoutePlan Decide() => _planner.Plan(_request);

    sealed class Named(string name, string endpoint, Model model) : IProvider
    {
        public string Name => name;

        public string Endpoint => endpoint;

        public IReadOnlyList<Model> Models => [model];

        public IChatClient ClientFor(Model model) => null!; // a decision asks nobody
    }
}
