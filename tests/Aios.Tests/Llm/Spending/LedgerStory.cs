using System.Globalization;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Spending;

/// <summary>A random story of budgets and attempts from a seed; after every step the sums are reckoned anew from the entries.</summary>
sealed class LedgerStory(Books books, FakeTimeProvider clock, int seed)
{
    static readonly Spender[] _spenders =
    [
        Spender.Anyone,
        new() { Run = "r1" },
        new() { Run = "r1", Specialist = "qa" },
        new() { Run = "r2", Specialist = "qa" },
        new() { Tenant = "t", Key = "k", Run = "r3", Specialist = "cto" },
    ];

    readonly Random _random = new(seed);
    readonly Dictionary<(Scope Scope, BudgetWindow Window), (Budget Budget, string Period)> _budgets = [];
    readonly Dictionary<Guid, Known> _attempts = [];

    public async Task PlayAsync(int steps, CancellationToken cancellationToken)
    {
        for (var step = 0; step < steps; step++)
        {
            var told = $"seed {seed}, step {step}";
            await StepAsync(cancellationToken);
            Check(told);
        }
    }

    Task StepAsync(CancellationToken cancellationToken) => _random.Next(20) switch
    {
        0 or 1 => SetAsync(cancellationToken),
        2 => RemoveAsync(cancellationToken),
        3 => MoveClock(),
        <= 11 => ReserveAsync(cancellationToken),
        <= 17 => SettleAsync(),
        _ => ResolveAsync(cancellationToken),
    };

    async Task SetAsync(CancellationToken cancellationToken)
    {
        var spender = _spenders[_random.Next(_spenders.Length)];
        Budget budget = new()
        {
            Scope = spender.Scopes[_random.Next(spender.Scopes.Count)],
            Window = (BudgetWindow)_random.Next(3),
            Limit = new(_random.Next(0, 2000)),
            Soft = _random.Next(2) == 0 ? new(_random.Next(1000)) : null,
        };
        var isNew = !_budgets.TryGetValue((budget.Scope, budget.Window), out var before);
        await books.Budgets.SetAsync(budget, cancellationToken);
        var period = isNew ? PeriodOf(budget.Window, clock.GetUtcNow()) : before.Period;
        _budgets[(budget.Scope, budget.Window)] = (budget, period);
        foreach (var attempt in _attempts.Values.Where(_ => isNew))
        {
            if (attempt.Spender.Scopes.Contains(budget.Scope) && PeriodOf(budget.Window, attempt.At) == period)
            {
                attempt.Periods[(budget.Scope, budget.Window)] = period;
            }
        }
    }

    async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (_budgets.Count == 0)
        {
            return;
        }

        var (scope, window) = _budgets.Keys.ElementAt(_random.Next(_budgets.Count));
        Assert.True(await books.Budgets.RemoveAsync(scope, window, cancellationToken));
        _budgets.Remove((scope, window));
        foreach (var attempt in _attempts.Values)
        {
            attempt.Periods.Remove((scope, window));
        }
    }

    /// <summary>Forward and back, by an hour, a day or a month.</summary>
    Task MoveClock()
    {
        TimeSpan[] moves = [TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(31), TimeSpan.FromHours(-1), TimeSpan.FromDays(-1)];
        clock.AdjustTime(clock.GetUtcNow() + moves[_random.Next(moves.Length)]);
        return Task.CompletedTask;
    }

    async Task ReserveAsync(CancellationToken cancellationToken)
    {
        var spender = _spenders[_random.Next(_spenders.Length)];
        long? worst = _random.Next(8) == 0 ? null : _random.Next(300);
        var limiting = _budgets.Where(each => spender.Scopes.Contains(each.Key.Scope)).ToDictionary();
        var now = clock.GetUtcNow();
        var fits = limiting.Count == 0 || (worst is not null && limiting.All(each =>
            Later(each.Value.Period, PeriodOf(each.Key.Window, now)) is var period && Used(each.Key, period).Total + worst <= each.Value.Budget.Limit.NanoDollars));
        Intent intent = new()
        {
            Call = Guid.CreateVersion7(now),
            Attempt = 1,
            Spender = spender,
            Provider = "p",
            Endpoint = "default",
            Model = "m",
            Kind = "k",
            Worst = worst is null ? null : new(worst.Value),
            At = now,
        };
        if (!fits)
        {
            await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(intent, cancellationToken));
            return;
        }

        var reservation = await books.Ledger.ReserveAsync(intent, cancellationToken);
        Known known = new(reservation, spender, now) { Amount = worst ?? 0, IsOpen = true };
        foreach (var (key, value) in limiting)
        {
            var period = Later(value.Period, PeriodOf(key.Window, now));
            _budgets[key] = value with { Period = period };
            known.Periods[key] = period;
        }

        _attempts.Add(reservation.Id, known);
    }

    /// <summary>Mostly for the first time, sometimes again, sometimes for more than was set aside.</summary>
    async Task SettleAsync()
    {
        if (_attempts.Count == 0)
        {
            return;
        }

        var attempt = _attempts.Values.ElementAt(_random.Next(_attempts.Count));
        long? cost = _random.Next(5) == 0 ? null : _random.Next((int)attempt.Amount + (_random.Next(10) == 0 ? 50 : 1));
        await books.Ledger.SettleAsync(attempt.Reservation, new()
        {
            Outcome = "answered",
            Usage = Usage.None,
            Cost = cost is null ? null : new(cost.Value),
            Took = TimeSpan.Zero,
            At = clock.GetUtcNow(),
        });
        if (attempt.IsOpen)
        {
            (attempt.IsOpen, attempt.Cost) = (false, cost);
        }
    }

    async Task ResolveAsync(CancellationToken cancellationToken)
    {
        if (_attempts.Count == 0)
        {
            return;
        }

        var attempt = _attempts.Values.ElementAt(_random.Next(_attempts.Count));
        long cost = _random.Next((int)attempt.Amount + 1);
        var isUnknown = !attempt.IsOpen && attempt.Cost is null;
        Assert.Equal(isUnknown, await books.Budgets.ResolveAsync(attempt.Reservation.Id, new(cost), cancellationToken));
        attempt.Cost = isUnknown ? cost : attempt.Cost;
    }

    void Check(string told)
    {
        var now = clock.GetUtcNow();
        var standings = books.Budgets.Budgets();
        Assert.True(standings.Count == _budgets.Count, told);
        foreach (var standing in standings)
        {
            var key = (standing.Budget.Scope, standing.Budget.Window);
            var period = Later(_budgets[key].Period, PeriodOf(key.Window, now));
            var (spent, reserved, _) = Used(key, period);
            Assert.True((period, spent, reserved) == (standing.Period, standing.Spent.NanoDollars, standing.Reserved.NanoDollars), $"{told}: {standing}, reckoned {spent} and {reserved} in {period}");
        }

        foreach (var spender in _spenders)
        {
            var limiting = standings.Where(standing => spender.Scopes.Contains(standing.Budget.Scope)).ToList();
            var allowance = books.Ledger.AllowanceOf(spender);
            Assert.True(allowance.Left?.NanoDollars == (limiting.Count == 0 ? null : limiting.Min(standing => standing.Left.NanoDollars)), told);
            Assert.True(allowance.IsSoft == limiting.Exists(standing => standing.IsSoft), told);
        }

        var known = _attempts.Values.Sum(attempt => attempt.Counted);
        Assert.True(known == books.Entries.Sum(entry => entry.Counted.NanoDollars), told);
    }

    (long Spent, long Reserved, long Total) Used((Scope Scope, BudgetWindow Window) key, string period)
    {
        var held = _attempts.Values.Where(attempt => attempt.Periods.GetValueOrDefault(key) == period).ToList();
        var (spent, reserved) = (held.Where(attempt => !attempt.IsOpen).Sum(attempt => attempt.Counted), held.Where(attempt => attempt.IsOpen).Sum(attempt => attempt.Counted));
        return (spent, reserved, spent + reserved);
    }

    static string Later(string one, string other) => string.CompareOrdinal(one, other) > 0 ? one : other;

    static string PeriodOf(BudgetWindow window, DateTimeOffset at) => at.ToString(window switch
    {
        BudgetWindow.Day => "yyyy'-'MM'-'dd",
        BudgetWindow.Month => "yyyy'-'MM",
        _ => "''",
    }, CultureInfo.InvariantCulture);

    sealed class Known(Reservation reservation, Spender spender, DateTimeOffset at)
    {
        public Reservation Reservation => reservation;

        public Spender Spender => spender;

        public DateTimeOffset At => at;

        public long Amount { get; init; }

        public bool IsOpen { get; set; }

        public long? Cost { get; set; }

        public long Counted => Cost ?? Amount;

        public Dictionary<(Scope Scope, BudgetWindow Window), string> Periods { get; } = [];
    }
}
