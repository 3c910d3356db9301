using System.Globalization;
using Aios.Llm.Routing.Policies;
using Aios.Llm.Spending;

namespace Aios.Tests.Simulation;

/// <summary>Draws from a seed a world in which everything that can go wrong goes wrong at some time.</summary>
sealed class Chaos(int seed)
{
    const int Providers = 4;
    const int OnDiskEvery = 20;

    static readonly Mishap[] _mishaps = [.. Enum.GetValues<Mishap>().Where(mishap => mishap != Mishap.None)];
    static readonly TimeSpan _end = TimeSpan.FromSeconds(120);

    /// <summary>Midnights that end something: a day, a month, a February with a leap day and one without, a year.</summary>
    static readonly DateTimeOffset[] _midnights =
    [
        .. from day in (string[])["2030-01-02", "2030-02-01", "2028-02-29", "2028-03-01", "2030-03-01", "2031-01-01"]
           select DateTimeOffset.Parse(day, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    ];

    static readonly string[] _policies = [.. PolicyTable.Names];

    readonly Random _random = new(seed);

    public (Landscape Landscape, IReadOnlyList<Order> Orders) Draw()
    {
        var providers = _random.Next(1, Providers + 1);
        Landscape landscape = new()
        {
            Climates = [.. Enumerable.Range(0, providers).Select(at => Climate($"p{at}"))],
            Start = Chance(0.4) ? OneOf(_midnights) - (_random.NextDouble() * _end) : null,
            IsOnDisk = seed % OnDiskEvery == 0,
            Budgets = [.. Budgets()],
            LedgerDelay = OneOf(TimeSpan.Zero, TimeSpan.FromMilliseconds(5), TimeSpan.FromSeconds(2)),
            LedgerOutages = Chance(0.1) ? [Span()] : [],
            ClockJumps = Chance(0.2) ? [.. Enumerable.Range(0, _random.Next(1, 3)).Select(_ => (Moment(), OneOf(-24, -1, 1, 24) * TimeSpan.FromHours(1)))] : [],
        };
        var orders = _random.Next(3, 30);
        var bursts = Enumerable.Range(0, _random.Next(1, orders)).Select(_ => Moment()).ToArray();
        return (landscape, [.. Enumerable.Range(1, orders).Select(number => Order(number, OneOf(bursts), providers))]);
    }

    Climate Climate(string name) => new(name)
    {
        Trouble = OneOf(0, 0.05, 0.3, 0.9),
        Mishaps = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => OneOf(_mishaps))],
        Spells = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Spell())],
        First = TimeSpan.FromSeconds(OneOf(0.05, 0.5, 3)),
        Gap = TimeSpan.FromSeconds(OneOf(0, 0.05, 1)),
        Pieces = OneOf(1, 5, 20),
        RetryAfter = Wait(),
        Capacity = Chance(0.2) ? OneOf(0.5, 2, 10) : null,
        Quality = OneOf<double?>(null, 0.6, 0.9, 0.95),
        Price = OneOf<(decimal, decimal)?>((1, 5), (1, 5), (0.123456789m, 7.77m), (30, 150), (0, 0), Chance(0.3) ? null : (2, 2)),
    };

    Spell Spell()
    {
        var (from, to) = Span();
        return new(from, to, OneOf(_mishaps), OneOf(0.5, 1)) { RetryAfter = Wait() };
    }

    TimeSpan? Wait() => OneOf<TimeSpan?>(null, TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(40));

    IEnumerable<Budget> Budgets()
    {
        Scope[] scopes = [Scope.Installation, Scope.Tenant("t"), Scope.Run("r"), Scope.Run("r", "s"), Scope.Specialist("s")];
        return from scope in scopes
               from window in Enum.GetValues<BudgetWindow>()
               where Chance(0.12)
               let limit = _random.NextInt64(1, 40_000_000)
               select new Budget { Scope = scope, Window = window, Limit = new(limit), Soft = Chance(0.3) ? new(_random.NextInt64(limit)) : null };
    }

    Order Order(int number, TimeSpan at, int providers)
    {
        var order = Enumerable.Range(0, providers).ToArray();
        _random.Shuffle(order);
        return new(number)
        {
            At = at,
            Providers = order[.._random.Next(1, providers + 1)],
            Policy = Chance(0.35) ? OneOf(_policies) : null,
            Spender = OneOf(Spender.Anyone, new() { Tenant = "t" }, new() { Tenant = "t", Run = "r" }, new() { Run = "r", Specialist = "s" }),
            Text = new('x', _random.Next(4, 400)),
            MaxOutput = OneOf<int?>(null, 30, 120),
            Buffered = Chance(0.4),
            InOnePiece = Chance(0.2),
            Priority = _random.Next(3),
            Patience = OneOf<TimeSpan?>(null, null, TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2)),
            CancelledAfter = Chance(0.15) ? _random.NextDouble() * TimeSpan.FromSeconds(OneOf(0.01, 1, 30)) : null,
            LeavesAfter = Chance(0.1) ? _random.Next(1, 6) : null,
            Thinks = OneOf(TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(2)),
        };
    }

    (TimeSpan From, TimeSpan To) Span()
    {
        var from = Moment();
        return (from, from + (_random.NextDouble() * OneOf(1, 10, 60) * TimeSpan.FromSeconds(1)));
    }

    TimeSpan Moment() => _random.NextDouble() * _end;

    bool Chance(double of) => _random.NextDouble() < of;

    T OneOf<T>(params ReadOnlySpan<T> of) => of[_random.Next(of.Length)];
}
