using Aios.Cli.Consent;
using Aios.Llm.Spending;
using Aios.Workshop.Estimating;
using Xunit;

namespace Aios.Tests.Cli.Consent;

public sealed class SpendingLimitsTests
{
    static readonly RunEstimate _tenDollars = Of(("cto", Money.Of(4)), ("backend", Money.Of(6)));

    readonly MemoryLedger _ledger = new(TimeProvider.System, alerted: null);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10, 0, null)]
    [InlineData(9, 0, "more than the $9.00 that it may cost")]
    [InlineData(12, 3, "more than the $9.00 that it may cost")]
    [InlineData(2, 3, "more than the $0.00 that it may cost")]
    public void The_run_s_own_limit_is_with_all_that_it_has_cost(decimal limit, decimal spent, string? exceeded) =>
        Assert.Equal(exceeded, New(Money.Of(limit), Money.Of(spent)).Exceeded(_tenDollars));

    [Fact]
    public void Without_any_limit_it_goes_as_far_as_it_likes()
    {
        Assert.False(New(null, Money.Zero).Any);
        Assert.Equal("and nothing limits it", New(null, Money.Zero).Exceeded(_tenDollars));
    }

    [Fact]
    public void A_case_that_nobody_knows_is_beyond_every_limit()
    {
        Assert.NotNull(New(Money.Of(1_000), Money.Zero).Exceeded(estimate: null));
        Assert.NotNull(New(Money.Of(1_000), Money.Zero).Exceeded(Of(("cto", null), ("backend", Money.Zero))));
    }

    [Fact]
    public async Task What_the_budgets_have_left_limits_it_too()
    {
        await _ledger.SetAsync(new() { Scope = Scope.Installation, Limit = Money.Of(8) }, Token);

        Assert.Equal("more than the $8.00 that the budgets allow it to cost", New(Money.Of(9), Money.Zero).Exceeded(_tenDollars));
        Assert.Equal("more than the $7.00 that it may cost", New(Money.Of(7), Money.Zero).Exceeded(_tenDollars));
    }

    [Fact]
    public async Task So_does_a_specialist_s()
    {
        await _ledger.SetAsync(new() { Scope = Scope.Specialist("backend"), Limit = Money.Of(5) }, Token);

        Assert.Equal("more for backend than the $5.00 that its budget allows", New(Money.Of(20), Money.Zero).Exceeded(_tenDollars));
    }

    [Fact]
    public async Task A_budget_that_was_set_for_the_run_counts_unless_a_new_limit_takes_its_place()
    {
        await _ledger.SetAsync(new() { Scope = Scope.Run("r1"), Limit = Money.Of(5) }, Token);

        Assert.Equal("more than the $5.00 that the budgets allow it to cost", New(null, Money.Zero).Exceeded(_tenDollars));
        Assert.Null(New(Money.Of(10), Money.Zero).Exceeded(_tenDollars));
    }

    SpendingLimits New(Money? maxCost, Money spent) => new(_ledger, maxCost, spent, "r1");

    static RunEstimate Of(params (string Name, Money? Worst)[] specialists) => new()
    {
        Specialists = [.. specialists.Select(each => new SpecialistEstimate(each.Name, 1, ["m"], 10, 10, 1, each.Worst))],
        Time = TimeSpan.FromMinutes(1),
        WorstTime = TimeSpan.FromMinutes(3),
        IsTimeAssumed = false,
    };
}
