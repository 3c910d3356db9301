using Aios.Llm.Models;
using Aios.Llm.Spending;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Spending;

/// <summary>What every ledger does, whatever it keeps its entries in.</summary>
public abstract class LedgerTests
{
    static readonly Spender _backend = new() { Run = "r1", Specialist = "backend" };

    readonly List<BudgetAlert> _alerts = [];

    protected FakeTimeProvider Clock { get; } = new(new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));

    private protected virtual int Stories => 100;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>A new one, with nothing in it.</summary>
    private protected abstract Task<Books> OpenAsync(Action<BudgetAlert> alerted);

    [Fact]
    public async Task A_reservation_is_set_aside_and_what_was_not_needed_given_back()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100));

        var reservation = await books.Ledger.ReserveAsync(Intent(30), Stop);
        Assert.Equal((0, 30, 70), Stands(books));

        await books.Ledger.SettleAsync(reservation, Settled(12));
        Assert.Equal((12, 0, 88), Stands(books));
    }

    [Fact]
    public async Task What_does_not_fit_one_scope_is_set_aside_in_none()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100), Budget(Scope.Run("r1"), 50), Budget(Scope.Run("r1", "backend"), 10));

        var refused = await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(Intent(11), Stop));

        Assert.Contains("run:r1/backend", refused.Message, StringComparison.Ordinal);
        Assert.All(books.Budgets.Budgets(), standing => Assert.Equal(Money.Zero, standing.Reserved));
        Assert.Equal(new Money(10), books.Ledger.AllowanceOf(_backend).Left);
    }

    [Fact]
    public async Task An_unknown_price_is_refused_under_a_budget_and_only_there()
    {
        await using var books = await OpenAsync(Budget(Scope.Run("r2"), 100));

        await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(Intent(null) with { Spender = new() { Run = "r2" } }, Stop));

        var reservation = await books.Ledger.ReserveAsync(Intent(null), Stop);
        Assert.Equal(Money.Zero, reservation.Amount);
    }

    [Fact]
    public async Task An_attempt_of_unknown_cost_counts_in_full_until_somebody_knows_better()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100));
        var reservation = await books.Ledger.ReserveAsync(Intent(30), Stop);
        await books.Ledger.SettleAsync(reservation, Settled(null));
        Assert.Equal((30, 0, 70), Stands(books));

        Assert.True(await books.Budgets.ResolveAsync(reservation.Id, new(7), Stop));
        Assert.Equal((7, 0, 93), Stands(books));
        Assert.False(await books.Budgets.ResolveAsync(reservation.Id, new(1), Stop));
        Assert.Equal((7, 0, 93), Stands(books));
    }

    [Fact]
    public async Task What_goes_on_or_is_known_cannot_be_resolved()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100));
        var reservation = await books.Ledger.ReserveAsync(Intent(30), Stop);

        Assert.False(await books.Budgets.ResolveAsync(reservation.Id, new(7), Stop));
        await books.Ledger.SettleAsync(reservation, Settled(5));
        Assert.False(await books.Budgets.ResolveAsync(reservation.Id, new(7), Stop));
        Assert.False(await books.Budgets.ResolveAsync(Guid.Empty, new(7), Stop));
        Assert.Equal((5, 0, 95), Stands(books));
    }

    [Fact]
    public async Task To_settle_twice_changes_nothing()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100));
        var reservation = await books.Ledger.ReserveAsync(Intent(30), Stop);

        await books.Ledger.SettleAsync(reservation, Settled(12));
        await books.Ledger.SettleAsync(reservation, Settled(1));
        await books.Ledger.SettleAsync(reservation, Settled(null));

        Assert.Equal((12, 0, 88), Stands(books));
    }

    [Fact]
    public async Task A_cost_above_its_reservation_is_booked_in_full_and_stops_the_scope()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100));
        var reservation = await books.Ledger.ReserveAsync(Intent(90), Stop);

        await books.Ledger.SettleAsync(reservation, Settled(120));

        Assert.Equal((120, 0, 0), Stands(books));
        Assert.Contains(_alerts, alert => alert.Mark == BudgetMark.Exceeded);
        await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(Intent(1), Stop));
    }

    [Fact]
    public async Task Marks_are_told_once()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100) with { Soft = new(70) });
        foreach (var cost in (long[])[40, 9, 1, 1, 20, 10, 19])
        {
            await books.Ledger.SettleAsync(await books.Ledger.ReserveAsync(Intent(cost), Stop), Settled(cost));
        }

        Assert.Equal([BudgetMark.Half, BudgetMark.Soft, BudgetMark.FourFifths, BudgetMark.Whole], _alerts.Select(alert => alert.Mark));
    }

    [Fact]
    public async Task A_soft_limit_is_felt_before_the_hard_one()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100) with { Soft = new(50) });

        await books.Ledger.ReserveAsync(Intent(49), Stop);
        Assert.Equal(new(new(51), false), books.Ledger.AllowanceOf(_backend));
        await books.Ledger.ReserveAsync(Intent(1), Stop);
        Assert.Equal(new(new(50), true), books.Ledger.AllowanceOf(_backend));
    }

    [Theory]
    [InlineData(BudgetWindow.Day, 12)]
    [InlineData(BudgetWindow.Month, 24 * 22)]
    public async Task A_window_begins_anew_in_utc(BudgetWindow window, int hours)
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100) with { Window = window });
        await books.Ledger.SettleAsync(await books.Ledger.ReserveAsync(Intent(100), Stop), Settled(100));

        Clock.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromTicks(1) + (window == BudgetWindow.Month ? TimeSpan.FromHours(-12) : TimeSpan.Zero));
        await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(Intent(1), Stop));
        Clock.Advance(TimeSpan.FromTicks(1));
        Assert.Equal(new Money(100), books.Ledger.AllowanceOf(_backend).Left);
        await books.Ledger.ReserveAsync(Intent(100), Stop);
    }

    [Fact]
    public async Task What_was_begun_yesterday_is_paid_from_yesterdays_budget()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 100) with { Window = BudgetWindow.Day });
        var reservation = await books.Ledger.ReserveAsync(Intent(80), Stop);
        Clock.Advance(TimeSpan.FromDays(1));
        await books.Ledger.ReserveAsync(Intent(90), Stop);

        await books.Ledger.SettleAsync(reservation, Settled(80));

        Assert.Equal((0, 90, 10), Stands(books));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-24)]
    [InlineData(-24 * 32)]
    public async Task A_clock_that_is_put_back_opens_nothing_again(int hours)
    {
        Clock.AdjustTime(new(2026, 4, 1, 0, 30, 0, TimeSpan.Zero));
        await using var books = await OpenAsync(Budget(Scope.Installation, 100) with { Window = BudgetWindow.Day }, Budget(Scope.Run("r1"), 100) with { Window = BudgetWindow.Month });
        await books.Ledger.SettleAsync(await books.Ledger.ReserveAsync(Intent(100), Stop), Settled(100));

        Clock.AdjustTime(Clock.GetUtcNow().AddHours(hours));

        Assert.Equal(Money.Zero, books.Ledger.AllowanceOf(_backend).Left);
        await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(Intent(1), Stop));
    }

    [Theory]
    [InlineData("2026-03-29T00:59:59Z")] // clocks go forward in Europe
    [InlineData("2026-10-25T00:59:59Z")] // and back
    [InlineData("2026-03-08T09:59:59Z")] // the same in Los Angeles
    [InlineData("2026-11-01T08:59:59Z")]
    public async Task Daylight_saving_moves_no_window(string before)
    {
        Clock.AdjustTime(DateTimeOffset.Parse(before, System.Globalization.CultureInfo.InvariantCulture));
        Clock.SetLocalTimeZone(TimeZoneInfo.FindSystemTimeZoneById(before.Contains("-03-29", StringComparison.Ordinal) || before.Contains("-10-", StringComparison.Ordinal) ? "Europe/Berlin" : "America/Los_Angeles"));
        await using var books = await OpenAsync(Budget(Scope.Installation, 100) with { Window = BudgetWindow.Day });
        await books.Ledger.SettleAsync(await books.Ledger.ReserveAsync(Intent(60) with { At = Clock.GetLocalNow() }, Stop), Settled(60));

        for (var i = 0; i < 4; i++)
        {
            Clock.Advance(TimeSpan.FromHours(1));
            await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(Intent(41) with { At = Clock.GetLocalNow() }, Stop));
        }

        await books.Ledger.ReserveAsync(Intent(40) with { At = Clock.GetLocalNow() }, Stop);
    }

    [Fact]
    public async Task A_budget_that_is_set_later_knows_what_was_spent_before()
    {
        await using var books = await OpenAsync();
        await books.Ledger.SettleAsync(await books.Ledger.ReserveAsync(Intent(30), Stop), Settled(20));
        await books.Ledger.SettleAsync(await books.Ledger.ReserveAsync(Intent(9) with { Spender = Spender.Anyone }, Stop), Settled(9));
        await books.Ledger.SettleAsync(await books.Ledger.ReserveAsync(Intent(5), Stop), Settled(null));
        var open = await books.Ledger.ReserveAsync(Intent(7), Stop);

        await books.Budgets.SetAsync(Budget(Scope.Run("r1"), 100), Stop);
        Assert.Equal((25, 7, 68), Stands(books));

        await books.Ledger.SettleAsync(open, Settled(3));
        Assert.Equal((28, 0, 72), Stands(books));
    }

    [Fact]
    public async Task A_budget_that_was_removed_limits_nothing()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 1));

        Assert.True(await books.Budgets.RemoveAsync(Scope.Installation, BudgetWindow.Lifetime, Stop));
        Assert.False(await books.Budgets.RemoveAsync(Scope.Installation, BudgetWindow.Lifetime, Stop));

        Assert.Null(books.Ledger.AllowanceOf(_backend).Left);
        await books.Ledger.ReserveAsync(Intent(1000), Stop);
    }

    [Fact]
    public async Task A_limit_that_is_raised_opens_and_one_that_is_lowered_closes()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 10));
        await books.Ledger.ReserveAsync(Intent(10), Stop);
        await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(Intent(1), Stop));

        await books.Budgets.SetAsync(Budget(Scope.Installation, 20), Stop);
        await books.Ledger.ReserveAsync(Intent(5), Stop);
        await books.Budgets.SetAsync(Budget(Scope.Installation, 12), Stop);

        Assert.Equal((0, 15, 0), Stands(books));
        await Assert.ThrowsAsync<BudgetExceededException>(() => books.Ledger.ReserveAsync(Intent(1), Stop));
    }

    [Fact]
    public async Task What_is_cancelled_beforehand_is_not_set_aside()
    {
        await using var books = await OpenAsync(Budget(Scope.Installation, 10));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => books.Ledger.ReserveAsync(Intent(1), new(true)));

        Assert.Equal((0, 0, 10), Stands(books));
    }

    [Fact]
    public async Task Of_a_thousand_callers_at_once_as_many_go_through_as_the_budgets_are_worth()
    {
        for (var repetition = 0; repetition < 20; repetition++)
        {
            await using var books = await OpenAsync(Budget(Scope.Installation, 200 * 7), Budget(Scope.Run("r1"), 200 * 7), Budget(Scope.Run("r1", "backend"), 200 * 7));
            var callers = Enumerable.Range(0, 1000).Select(_ => Task.Run(
                async () =>
                {
                    try
                    {
                        await books.Ledger.SettleAsync(await books.Ledger.ReserveAsync(Intent(7), Stop), Settled(7));
                        return true;
                    }
                    catch (BudgetExceededException)
                    {
                        return false;
                    }
                },
                Stop));

            Assert.Equal(200, (await Task.WhenAll(callers)).Count(passed => passed));
            Assert.All(books.Budgets.Budgets(), standing => Assert.Equal((1400, 0), (standing.Spent.NanoDollars, standing.Reserved.NanoDollars)));
        }
    }

    [Fact]
    public async Task Whatever_happens_no_more_is_spent_and_set_aside_than_the_limit()
    {
        for (var seed = 1; seed <= Stories; seed++)
        {
            await using var books = await OpenAsync();
            await new LedgerStory(books, Clock, seed).PlayAsync(150, Stop);
        }
    }

    async Task<Books> OpenAsync(params Budget[] budgets)
    {
        _alerts.Clear();
        var books = await OpenAsync(_alerts.Add);
        foreach (var budget in budgets)
        {
            await books.Budgets.SetAsync(budget, Stop);
        }

        return books;
    }

    static Budget Budget(Scope scope, long limit) => new() { Scope = scope, Limit = new(limit) };

    Intent Intent(long? worst) => new()
    {
        Call = Guid.CreateVersion7(Clock.GetUtcNow()),
        Attempt = 1,
        Spender = _backend,
        Provider = "p",
        Endpoint = "default",
        Model = "m",
        Kind = "question",
        Worst = worst is null ? null : new(worst.Value),
        At = Clock.GetUtcNow(),
    };

    Settlement Settled(long? cost) => new()
    {
        Outcome = cost is null ? "timed_out" : "answered",
        Usage = Usage.None,
        Cost = cost is null ? null : new(cost.Value),
        Took = TimeSpan.Zero,
        At = Clock.GetUtcNow(),
    };

    static (long Spent, long Reserved, long Left) Stands(Books books)
    {
        var standing = Assert.Single(books.Budgets.Budgets());
        return (standing.Spent.NanoDollars, standing.Reserved.NanoDollars, standing.Left.NanoDollars);
    }
}
