using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Benchmarks;

/// <summary>What the attempt loop adds to an answer of ten pieces that is there at once, beside the loop of Microsoft.Extensions.AI on the same model.</summary>
/// <remarks>The router's call passes circuit and gate, has its worst case set aside under a budget, is written down with its plan, booked and settled.</remarks>
[MemoryDiagnoser]
public class RouterBenchmarks : IDisposable
{
    static readonly ChatMessage[] _question = [new(ChatRole.User, "Who answers?")];
    static readonly ChatOptions _options = new() { MaxOutputTokens = 100 };

    readonly Instant _first = new("first");
    readonly Instant _second = new("second");
    IChatClient _failover = null!; // both set up below
    IChatClient _router = null!;
    IChatClient _unlimited = null!;

    [GlobalSetup]
    public void SetUp()
    {
#pragma warning disable MEAI001 // it is what we measure ourselves against
        _failover = new OrderedFailoverChatClient([_first, _second]);
#pragma warning restore MEAI001
        RoutePlan plan = new([new(RouteTo(_first), "the best one"), new(RouteTo(_second), "good enough, if it has to be")]);
        MemoryLedger ledger = new(TimeProvider.System) { Keep = 1000 };
        ledger.SetAsync(new() { Scope = Scope.Installation, Limit = new(long.MaxValue / 2) }, CancellationToken.None).GetAwaiter().GetResult();
        _router = new RouterChatClient(_ => plan, new(TimeProvider.System, NullLogger<Router>.Instance, new() { Ledger = ledger }));
        _unlimited = new RouterChatClient(_ => plan, new(TimeProvider.System, NullLogger<Router>.Instance));
    }

    [Benchmark(Baseline = true)]
    public Task<int> Model() => ReadAsync(_first);

    [Benchmark]
    public Task<int> Failover() => ReadAsync(_failover);

    [Benchmark]
    public Task<int> RouterWithoutBudget() => ReadAsync(_unlimited);

    [Benchmark]
    public Task<int> RouterUnderABudget() => ReadAsync(_router);

    /// <summary>The processor's time, which other work on the machine does not lengthen as it does the wall's; each in turn, five times.</summary>
    public static async Task PrintProcessorTimeAsync()
    {
        const int Calls = 20_000;
        using RouterBenchmarks bench = new();
        bench.SetUp();
        (string Name, Func<Task<int>> Ask)[] all =
            [("the model alone", bench.Model), ("FailoverChatClient", bench.Failover), ("Router", bench.RouterWithoutBudget), ("Router, under a budget", bench.RouterUnderABudget)];
        var times = all.ToDictionary(each => each.Name, _ => new List<double>());
        for (var round = -1; round < 5; round++) // the first is to warm up
        {
            foreach (var (name, ask) in all)
            {
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                for (var call = 0; call < Calls; call++)
                {
                    await ask();
                }

                if (round >= 0)
                {
                    times[name].Add((Process.GetCurrentProcess().TotalProcessorTime - before).TotalMicroseconds / Calls);
                }
            }
        }

        foreach (var (name, its) in times)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {its.Order().ElementAt(its.Count / 2):0.0} µs | {its.Min():0.0} to {its.Max():0.0} µs |"));
        }
    }

    static async Task<int> ReadAsync(IChatClient client)
    {
        var length = 0;
        await foreach (var update in client.GetStreamingResponseAsync(_question, _options))
        {
            length += update.Text.Length;
        }

        return length;
    }

    [GlobalCleanup]
    public void Dispose()
    {
        foreach (var client in (IChatClient?[])[_first, _second, _failover, _router, _unlimited])
        {
            client?.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    static Route RouteTo(Instant provider) => new(provider, provider.Models[0], provider);

    sealed class Instant(string name) : IProvider, IChatClient
    {
        public string Name => name;

        public IReadOnlyList<Model> Models { get; } =
            [new() { Id = name, ContextWindow = 1000, MaxOutput = 100, Prices = [new() { Standard = new() { Input = 1, Output = 5 } }] }];

        public IChatClient ClientFor(Model model) => this;

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            for (var i = 0; i < 10; i++)
            {
                yield return new(ChatRole.Assistant, "word ");
            }

            yield return new(ChatRole.Assistant, [new UsageContent(new() { InputTokenCount = 4, OutputTokenCount = 10 })]);
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
