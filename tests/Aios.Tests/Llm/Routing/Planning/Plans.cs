using Aios.Llm.Models;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;

namespace Aios.Tests.Llm.Routing.Planning;

/// <summary>Candidates and planners for tests; nobody is ever asked.</summary>
static class Plans
{
    public static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static FakeTimeProvider Clock => new(Now);

    public static Model Model(string id, decimal? input = 1, decimal? output = 5, double? quality = 0.9) => new()
    {
        Id = id,
        ContextWindow = 100_000,
        MaxOutput = 10_000,
        Quality = quality,
        Prices = input is null ? [] : [new() { Standard = new() { Input = input, CacheRead = input / 10, CacheWrite5m = input * 1.25m, Output = output } }],
    };

    public static RouteCandidate Candidate(Model model, string provider = "vendor", string endpoint = "default") =>
        new(new Route(new Absent(provider, endpoint, [model]), model, new Silent()));

    public static RouteRequest Ask(string text = "What is a monad?", ChatOptions? options = null) => new([new(ChatRole.User, text)], options);

    public static RouteRequest Task(string kind = "backend/router", int? complexity = null) =>
        Ask() with { Kind = kind, Complexity = complexity, Spender = new() { Run = "r", Specialist = "backend" } };

    public static Planner Planner(IEnumerable<RouteCandidate> candidates, RoutingRules? rules = null, Experience? experience = null,
        Func<Spender, Allowance>? allowance = null, PrefixMemory? prefixes = null, Func<Route, RouteStanding>? standings = null, int seed = 1, TimeProvider? clock = null) =>
        new([.. candidates], rules ?? new() { Exploration = 0 }, clock ?? Clock, new Random(seed))
        {
            Experience = experience,
            Prefixes = prefixes,
            Allowance = allowance ?? (_ => default),
            StandingOf = standings ?? (_ => RouteStanding.Unknown),
        };

    public static void Answered(this Experience experience, string kind, string model, long output, TimeSpan took, DateTimeOffset? at = null) =>
        experience.Learn(new Lesson.Answered(kind, model, at ?? Now, output, took));

    public static void Checked(this Experience experience, string kind, string model, int? complexity, bool passed, DateTimeOffset? at = null) =>
        experience.Learn(new Lesson.Checked(kind, model, at ?? Now, passed) { Complexity = complexity });

    public static IEnumerable<string> Names(this RoutePlan plan) => plan.Routes.Select(route => route.Name);

    public static string Refusal(this RoutePlan plan, string name) => plan.Explanation.Refused.Single(each => each.Route.Name == name).Reason;

    sealed class Absent(string name, string endpoint, IReadOnlyList<Model> models) : Aios.Llm.Providers.IProvider
    {
        public string Name => name;

        public string Endpoint => endpoint;

        public IReadOnlyList<Model> Models => models;

        public IChatClient ClientFor(Model model) => new Silent();
    }

    sealed class Silent : IChatClient
    {
        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("A plan asks nobody.");

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("A plan asks nobody.");

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
