using System.Runtime.InteropServices;
using Aios.Llm.Models;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Simulation;

/// <summary>The real router and the real ledger among simulated providers and callers, on virtual time: all that happens follows from the seed.</summary>
sealed class World : IDisposable
{
    static readonly TimeSpan _forever = TimeSpan.FromHours(6);

    readonly Landscape _landscape;
    readonly Pump _pump;
    readonly IReadOnlyList<SimulatedProvider> _providers;
    readonly Func<ModelCall, CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> _ask;
    readonly SimulatedLedger _ledger;
    readonly Lessons _lessons;
    readonly Planner _planner;
    readonly Random _ledgerRandom;
    readonly Dictionary<int, List<Served>> _servedTo = [];

    public World(int seed, Landscape landscape)
    {
        Random random = new(seed);
        (Seed, _landscape, _ledgerRandom) = (seed, landscape, new(random.Next()));
        Time = new(landscape.Start);
        Judge = new(seed, landscape, Time);
        _pump = new(Time, () => Judge.AfterStep(Ledger!)); // set below, before anything runs
        _providers = [.. landscape.Climates.Select(climate => Open(climate, new(random.Next())))];
        _ledger = SimulatedLedger.Open(Time, landscape);
        Ledger = new(_ledger, landscape.Budgets, Time, Delay, IsLedgerDown, Judge.Complain);
        HealthBoard health = new(Time, new(random.Next()));
        _lessons = new(new(), new(Time), null, Time);
        _ask = new RouterChatClient(_ => throw new InvalidOperationException("Every call brings its plan."), SimulatedRouter.At(Time, Ledger, health, _lessons, new(random.Next()))).StreamAsync;
        _planner = SimulatedRouter.PlannerOf([.. _providers.Select(provider => new RouteCandidate(RouteTo(provider)))], Time, Ledger, health, _lessons, new(random.Next()));
    }

    public int Seed { get; }

    public bool IsOnDisk => _landscape.IsOnDisk;

    public VirtualTime Time { get; }

    public WitnessedLedger Ledger { get; }

    public Judge Judge { get; }

    public long Steps => _pump.Steps;

    /// <summary>All that providers were asked, in order.</summary>
    public List<Served> Served { get; } = [];

    /// <summary>What of it belongs to one call.</summary>
    public IReadOnlyList<Served> ServedTo(Order order) => _servedTo.GetValueOrDefault(order.Number) ?? [];

    public List<Told> Told { get; } = [];

    /// <summary>Lets everything happen, and gives judgement on it.</summary>
    /// <exception cref="BrokenInvariantException">Something did not hold.</exception>
    public void Run(Func<Task> work)
    {
        try
        {
            _pump.Run(() => Task.WhenAll([work(), .. _landscape.ClockJumps.Select(JumpAsync)]), _forever);
        }
        catch (HungException hung)
        {
            Judge.Complain(hung.Message);
        }

        Judge.AtTheEnd(this);
    }

    public void Run(IEnumerable<Order> orders) => Run(() => Task.WhenAll([.. orders.Select(AskAsync)]));

    public async Task<Told> AskAsync(Order order)
    {
        await Until(order.At);
        var began = Time.Elapsed;
        RouteRequest request = new([SimulatedProvider.Question(order.Number, order.Text)], new() { MaxOutputTokens = order.MaxOutput })
        {
            Spender = order.Spender,
            Kind = order.Policy is null ? RouteRequest.Question : "write",
            Policy = order.Policy,
            Task = $"{order.Number}",
            Buffered = order.Buffered,
            InOnePiece = order.InOnePiece,
            Priority = order.Priority,
            Patience = order.Patience,
        };
        ModelCall call = new(request, order.Policy is null ? PlanFor(order) : _planner.Plan(request));
        Judge.OfPlan(call, order, _providers);
        using CancellationTokenSource stop = order.CancelledAfter is { } after ? new(after, Time) : new();
        var told = await HearAsync(order, call, began, stop.Token);
        Told.Add(told);
        Judge.AtTheEndOf(told, call, this);
        if (order.Policy is not null && told.IsAnswered)
        {
            _lessons.Checked(call, passed: order.Number % 3 > 0);
        }

        return told;
    }

    async Task<Told> HearAsync(Order order, ModelCall call, TimeSpan began, CancellationToken cancellationToken)
    {
        var (text, updates, finish) = ("", 0, default(ChatFinishReason?));
        try
        {
            await foreach (var update in _ask(call, cancellationToken))
            {
                text += update.Text;
                finish = update.FinishReason ?? finish;
                if (++updates == order.LeavesAfter)
                {
                    return new(order, began, Time.Elapsed, text, finish, HasLeft: true, null);
                }

                if (order.Thinks > TimeSpan.Zero)
                {
                    await Task.Delay(order.Thinks, Time, CancellationToken.None);
                }
            }

            return new(order, began, Time.Elapsed, text, finish, HasLeft: false, null);
        }
        catch (Exception exception) when (Judge.IsExpected(exception, order))
        {
            return new(order, began, Time.Elapsed, text, finish, HasLeft: false, exception);
        }
    }

    public async Task Until(TimeSpan at)
    {
        if (at > Time.Elapsed)
        {
            await Task.Delay(at - Time.Elapsed, Time, CancellationToken.None);
        }
    }

    async Task JumpAsync((TimeSpan At, TimeSpan Wrong) jump)
    {
        await Until(jump.At);
        Time.Wrong = jump.Wrong;
    }

    RoutePlan PlanFor(Order order) => new([.. from at in order.Providers
                                              select new PlannedRoute(RouteTo(_providers[at]), "The seed says so.")]);

    static Route RouteTo(SimulatedProvider provider) => new(provider, provider.Models[0], provider.ClientFor(provider.Models[0]));

    SimulatedProvider Open(Climate climate, Random random)
    {
        Weather weather = new(climate, Time, random);
        Model model = new()
        {
            Id = $"{climate.Name}-model",
            ContextWindow = 100_000,
            MaxOutput = 1000,
            Quality = climate.Quality,
            Prices = climate.Price is { } price ? [PriceOf(price.Input, price.Output)] : [],
        };
        return new(climate.Name, [model], Time, _ => weather.Next(), served =>
        {
            Served.Add(served);
            (CollectionsMarshal.GetValueRefOrAddDefault(_servedTo, served.Call, out _) ??= []).Add(served);
            Judge.AtTheWire(served, Ledger);
        });
    }

    static ModelPrice PriceOf(decimal input, decimal output) => new()
    {
        Standard = new() { Input = input, CacheRead = input / 10, CacheWrite5m = input * 1.25m, CacheWrite1h = input * 2, Output = output },
    };

    public void Dispose() => _ledger.Dispose();

    TimeSpan Delay() => _landscape.LedgerDelay * _ledgerRandom.NextDouble();

    bool IsLedgerDown() => _landscape.LedgerOutages.Any(outage => outage.From <= Time.Elapsed && Time.Elapsed < outage.To);
}
