using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Server.Emulation;
using Aios.Server.Emulation.Faults;
using Aios.Testing;
using Aios.Tests.Failover;
using Aios.Tests.Llm.Routing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Faults;

/// <summary>Asks the emulator over one wire, through the router and the provider as they are, and lets it misbehave.</summary>
sealed class FaultBench : IAsyncDisposable
{
    public const string Key = "sk-canary-0123456789abcdef";

    const string Faulty = "faulty";
    const string Pause = "You said:"; // what has been said before a silence in the middle

    static readonly ModelPrice _price = new() { Standard = new() { Input = 1, CacheRead = 0.1m, CacheWrite5m = 2, CacheWrite1h = 3, Output = 5 } };

    readonly FaultRow _row;
    readonly Spoken _spoken;
    readonly bool _streams;
    readonly SharedTime _time;
    readonly Emulator _emulator;
    readonly DeafListener? _deaf;
    readonly WireServer _canary;
    readonly Dictionary<string, VendorProvider> _providers = [];

    FaultBench(FaultRow row, Spoken spoken, bool streams, SharedTime time, Emulator emulator, WireServer canary)
    {
        (_row, _spoken, _streams, _time, _emulator, _canary) = (row, spoken, streams, time, emulator, canary);
        Ledger = new(new MemoryLedger(time.Client));
        _deaf = IsDeaf ? new(isFull: row.Place == Place.NeverConnects) : null;
    }

    /// <summary>In which every attempt is written down.</summary>
    public WrittenLedger Ledger { get; }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <param name="from">The first of the questions that meets the fault.</param>
    public static async Task<FaultBench> SetUpAsync(FaultRow row, Spoken spoken, bool streams, int from = 1)
    {
        SharedTime time = new();
        var canary = WireServer.Saying(200, "application/json", "{}");
        var fault = row.Fault?.Kind == FaultKind.Redirect ? row.Fault with { Value = canary.Address.AbsoluteUri } : row.Fault;
        EmulatorOptions options = new()
        {
            Faults = fault is null ? [] : [new(fault) { Model = Faulty, From = from }],
            PriceOf = (_, _, usage) => Money.CostOf(usage, _price),
        };
        return new(row, spoken, streams, time, await Emulator.StartAsync(options, time.Server, Token), canary);
    }

    /// <param name="hasAnother">There is a second route, where all is well, and the router tries as it does for everybody, but without a pause, in which nobody moves the time; else each route once.</param>
    public async Task<Outcome> AskAsync(bool hasAnother = false)
    {
        PlannedRoute[] routes = [RouteTo(AddressOf(_row.Place), Faulty), .. hasAnother ? [RouteTo(_emulator.Address, "healthy")] : Array.Empty<PlannedRoute>()];
        var router = hasAnother ? Calls.RouterAt(_time.Client, new RouterParts { Limits = new() { Pause = TimeSpan.Zero }, Ledger = Ledger }) : Calls.RouterAt(_time.Client, Ledger);
        RouterChatClient client = new(_ => new(routes), router);
        var call = client.Prepare(new RouteRequest([new(ChatRole.User, "one two three four five")], null) { InOnePiece = !_streams });
        List<ChatResponseUpdate> updates = [];
        var text = "";

        async Task<Exception?> ReadAsync()
        {
            try
            {
                await foreach (var update in client.StreamAsync(call, Token))
                {
                    updates.Add(update);
                    text += update.Text;
                    _time.Stir();
                }

                return null;
            }
            catch (Exception exception) when (exception is NoRouteAnsweredException or AnswerInterruptedException)
            {
                return exception;
            }
        }

        var reading = ReadAsync();
        await _time.RunAsync(reading, () => MayBegin(text), isAlone: IsDeaf, Token);
        return new(call.Attempts, updates, await reading, _emulator.Exchanges, _canary.Seen.Count);
    }

    public async ValueTask DisposeAsync()
    {
        _providers.Values.ToList().ForEach(provider => provider.Dispose());
        _deaf?.Dispose();
        await _canary.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    bool IsDeaf => _row.Place is Place.NeverConnects or Place.SilentTls;

    /// <summary>Whether everything has arrived that is there before the first silence.</summary>
    bool MayBegin(string text) => _row switch
    {
        _ when IsDeaf => _time.ClientWaits <= _row.Deadlines.Connect,
        { Fault: { Kind: FaultKind.Silence, At: CutPoint.InToken } } when _streams => text == Pause && _time.ClientWaits <= _row.Deadlines.Idle,
        { Fault: { Kind: FaultKind.Silence } fault } when fault.At is not null || fault.Pings => _time.ClientWaits <= _row.Deadlines.Idle, // the head is there
        _ => true,
    };

    Uri AddressOf(Place place) => place switch
    {
        Place.Emulator => _emulator.Address,
        Place.NobodyListens => new($"http://127.0.0.1:{FreePort.Next()}"),
        Place.NoSuchHost => new("http://nowhere.invalid"),
        Place.NoTls => new($"https://127.0.0.1:{_emulator.Address.Port}"),
        Place.NeverConnects => new($"http://127.0.0.1:{_deaf?.Port}"),
        Place.SilentTls => new($"https://127.0.0.1:{_deaf?.Port}"),
        _ => throw new InvalidOperationException($"There is no {place}."),
    };

    PlannedRoute RouteTo(Uri origin, string id)
    {
        if (!_providers.TryGetValue(id, out var provider))
        {
            _providers[id] = provider = Open(origin, new() { Id = id, ContextWindow = id == Faulty ? 100_000 : 200_000, MaxOutput = 1000, Prices = [_price] });
        }

        return new(new(provider, provider.Models[0], provider.ClientFor(provider.Models[0])), "The test says so.");
    }

    VendorProvider Open(Uri origin, Model model)
    {
        var address = _spoken is Spoken.Chat or Spoken.Responses ? new Uri(origin, "v1") : origin;
        Endpoint endpoint = new() { Name = model.Id, Address = address, Key = new(Key, address), Deadlines = _row.Deadlines };
        return _spoken switch
        {
            Spoken.Anthropic => Vendors.Open("anthropic", endpoint, [model], _time.Client),
            Spoken.Chat => Vendors.Open("openai", endpoint, [model], _time.Client, OpenAiApi.ChatCompletions),
            Spoken.Responses => Vendors.Open("openai", endpoint, [model], _time.Client, OpenAiApi.Responses),
            Spoken.Ollama => Vendors.Open("ollama", endpoint, [model], _time.Client),
            _ => throw new InvalidOperationException($"Nobody speaks {_spoken}."),
        };
    }
}
