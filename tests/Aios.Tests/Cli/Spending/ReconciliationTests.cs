using Aios.Cli.Spending;
using Aios.Cli.Spending.Exports;
using Aios.Llm.Spending;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Aios.Tests.Llm.Spending.OpenedLedger;

namespace Aios.Tests.Cli.Spending;

public sealed class ReconciliationTests
{
    readonly FakeTimeProvider _clock = new(new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));

    DateOnly Day => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

    [Fact]
    public void Requests_that_cost_the_same_agree()
    {
        var done = Reconciliation.Of(Bill(Request("a", 5), Request("b", 7)), [Entry("a", 5), Entry("b", 7)]);

        Assert.Equal(2, done.Agreeing);
        Assert.Empty(done.Differences);
        Assert.Empty(done.Findings);
    }

    [Fact]
    public void Every_kind_of_difference_is_listed()
    {
        var done = Reconciliation.Of(Bill(Request("a", 6), Request("c", 1)), [Entry("a", 5), Entry("b", 7)]);

        Assert.Equal(["request a", "request b", "request c of m"], done.Differences.Select(each => each.What).Order());
    }

    [Fact]
    public void An_unknown_attempt_is_found_by_its_request()
    {
        var unknown = Entry("a", null);

        var found = Assert.Single(Reconciliation.Of(Bill(Request("a", 6)), [unknown]).Findings);

        Assert.Equal((unknown, new Money(6)), (found.Entry, found.Cost));
    }

    [Fact]
    public void One_whose_request_nobody_knows_is_found_where_there_is_only_one()
    {
        var unknown = Entry(null, null);

        Assert.Equal(new Money(6), Assert.Single(Reconciliation.Of(Bill(Request("a", 6)), [unknown]).Findings).Cost);
        Assert.Empty(Reconciliation.Of(Bill(Request("a", 6)), [unknown, Entry(null, null)]).Findings);
        Assert.Empty(Reconciliation.Of(Bill(Request("a", 6), Request("b", 6)), [unknown]).Findings);
    }

    [Fact]
    public void A_day_of_a_model_is_compared_as_a_sum_and_its_only_unknown_attempt_is_the_rest()
    {
        BillLine line = new() { Day = Day, Model = "m-20260101", Cost = new(20) };

        Assert.Equal(1, Reconciliation.Of(Bill(line), [Entry(null, 5), Entry(null, 15)]).Agreeing);
        Assert.Equal(new Money(8), Assert.Single(Reconciliation.Of(Bill(line), [Entry(null, 5), Entry(null, 7), Entry(null, null)]).Findings).Cost);
        Assert.Equal("$0.000000005", Assert.Single(Reconciliation.Of(Bill(line), [Entry(null, 5)]).Differences).Ledger);
        Assert.Empty(Reconciliation.Of(Bill(line), [Entry(null, 5), Entry(null, null), Entry(null, null)]).Findings); // nobody knows which
        Assert.Empty(Reconciliation.Of(Bill(line with { Cost = new(2000) }), [Entry(null, null)]).Findings); // more than it can have cost
    }

    [Fact]
    public void Tokens_are_compared_where_a_bill_has_no_money()
    {
        BillLine line = new() { Day = Day, Model = "m", Usage = new() { Input = 10, Output = 5 } };

        Assert.Equal(1, Reconciliation.Of(Bill(line), [Entry(null, 5)]).Agreeing);
        Assert.Single(Reconciliation.Of(Bill(line with { Usage = new() { Input = 11, Output = 5 } }), [Entry(null, 5)]).Differences);
    }

    [Fact]
    public void What_is_not_on_the_bill_of_its_day_is_listed() => Assert.Equal(
        "not on the bill",
        Assert.Single(Reconciliation.Of(Bill(new BillLine { Day = Day, Model = "other", Cost = Money.Zero }), [Entry(null, 5)]).Differences).Bill);

    BillLine Request(string id, long cost) => new() { RequestId = id, Day = Day, Model = "m", Cost = new(cost) };

    static Bill Bill(params BillLine[] lines) => new("test", lines);

    LedgerEntry Entry(string? request, long? cost) =>
        new(new(Guid.CreateVersion7(_clock.GetUtcNow()), Intent(100, _clock), new(100)), Settled(cost, _clock) with { RequestId = request });
}
