using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Server.Emulation;
using Aios.Server.Emulation.Faults;
using Aios.Tests.Faults;
using Aios.Tests.Simulation;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Failover;

/// <summary>The router as it is, over a real wire, against emulated providers that misbehave.</summary>
sealed class FailoverBench : IAsyncDisposable
{
    public const string First = "first";
    public const string Second = "second";
    public const string Third = "third";

    public static readonly ModelPrice Price = new() { Standard = new() { Input = 1, CacheRead = 0.1m, CacheWrite5m = 2, CacheWrite1h = 3, Output = 5 } };

    readonly Spoken _spoken;
    readonly bool _streams;
    readonly Deadlines _deadlines;
    readonly Emulator _emulator;
    readonly RouterChatClient _models;
    readonly List<VendorProvider> _providers = [];
    readonly Dictionary<string, Route> _routes = [];

    FailoverBench(Spoken spoken, bool streams, Deadlines deadlines, WireTime time, Emulator emulator)
    {
        (_spoken, _streams, _deadlines, Time, _emulator) = (spoken, streams, deadlines, time, emulator);
        Ledger = new(new MemoryLedger(time.Caller));
        _models = new(_ => throw new InvalidOperationException("Every call brings its plan."), SimulatedRouter.At(time.Caller, Ledger, new(1)));
    }

    public WireTime Time { get; }

    public WrittenLedger Ledger { get; }

    public FaultPlan Faults => _emulator.Faults;

    /// <summary>What the emulator was asked, in order.</summary>
    public IReadOnlyList<Exchange> Exchanges => _emulator.Exchanges;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs a test on the wire's time, and holds the ledger against the emulator's bill when it is over.</summary>
    public static void Run(Spoken spoken, bool streams, Func<FailoverBench, Task> test, Deadlines? deadlines = null)
    {
        WireTime time = new();
        time.Run(async () =>
        {
            EmulatorOptions options = new() { PriceOf = (_, _, usage) => Money.CostOf(usage, Price) };
            await using FailoverBench bench = new(spoken, streams, deadlines ?? new(), time, await Emulator.StartAsync(options, time.Server, Token));
            await test(bench);
            bench.Ledger.AssertBilled(bench.Exchanges);
        });
    }

    /// <summary>Every question to a model meets the fault.</summary>
    public void Break(string model, Fault fault, int times = int.MaxValue) => Faults.Add([new FaultRule(fault) { Model = model, Times = times }]);

    public int AskedOf(string model) => Exchanges.Count(exchange => exchange.Model == model);

    /// <param name="models">Each on a route of its own, in the order in which they are tried.</param>
    public async Task<Heard> AskAsync(params IReadOnlyList<string> models) => await AskAsync(buffered: false, models);

    public async Task<Heard> AskAsync(bool buffered, params IReadOnlyList<string> models)
    {
        RouteRequest request = new([new(ChatRole.User, "one two three four five")], null) { InOnePiece = !_streams, Buffered = buffered };
        ModelCall call = new(request, new([.. models.Select(model => new PlannedRoute(RouteTo(model), "The test says so."))]));
        var (began, updates) = (Time.Elapsed, new List<ChatResponseUpdate>());
        try
        {
            await foreach (var update in _models.StreamAsync(call, Token))
            {
                updates.Add(update);
            }

            return new(call, updates.ToChatResponse(), Time.Elapsed - began, null);
        }
        catch (Exception exception) when (exception is NoRouteAnsweredException or AnswerInterruptedException)
        {
            return new(call, updates.ToChatResponse(), Time.Elapsed - began, exception);
        }
    }

    public async Task PauseAsync(TimeSpan pause) => await Task.Delay(pause, Time.Caller, Token);

    public async ValueTask DisposeAsync()
    {
        _providers.ForEach(provider => provider.Dispose());
        await _emulator.DisposeAsync();
    }

    /// <remarks>The third has the largest window.</remarks>
    Route RouteTo(string id)
    {
        if (!_routes.TryGetValue(id, out var route))
        {
            Model model = new() { Id = id, ContextWindow = id == Third ? 200_000 : 100_000, MaxOutput = 1000, Prices = [Price] };
            var provider = Open(model);
            _providers.Add(provider);
            _routes[id] = route = new(provider, model, new ListeningChatClient(provider.ClientFor(model), Time));
        }

        return route;
    }

    VendorProvider Open(Model model)
    {
        var address = _spoken is Spoken.Chat or Spoken.Responses ? new Uri(_emulator.Address, "v1") : _emulator.Address;
        Endpoint endpoint = new() { Name = model.Id, Address = address, Key = new(FaultBench.Key, address), Deadlines = _deadlines };
        return _spoken switch
        {
            Spoken.Anthropic => Vendors.Open("anthropic", endpoint, [model], Time.Caller),
            Spoken.Chat => Vendors.Open("openai", endpoint, [model], Time.Caller, OpenAiApi.ChatCompletions),
            Spoken.Responses => Vendors.Open("openai", endpoint, [model], Time.Caller, OpenAiApi.Responses),
            Spoken.Ollama => Vendors.Open("ollama", endpoint, [model], Time.Caller),
            _ => throw new InvalidOperationException($"Nobody speaks {_spoken}."),
        };
    }
}
