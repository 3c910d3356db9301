using Aios.Cli.Spending;
using Aios.Llm.Caching;
using Aios.Llm.Spending;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Aios.Tests.Llm.Spending.OpenedLedger;

namespace Aios.Tests.Cli.Spending;

public sealed class SpendRowTests
{
    readonly FakeTimeProvider _clock = new(new(2026, 3, 10, 23, 30, 0, TimeSpan.Zero));

    [Fact]
    public void What_is_unknown_is_shown_as_that_and_is_no_part_of_the_cost()
    {
        var row = SpendRow.Of("x", [Entry(5), Entry(null), new(Reserved(), null)], []);

        Assert.Equal((new Money(5), 2, new Money(200)), (row.Known, row.Unknown, row.AtMost));
        Assert.Equal(["x", "3", "3", "20", "0", "0", "10", "$0.000000005", "2 (at most $0.0000002)", ""], row.Cells);
    }

    [Fact]
    public void A_table_for_other_programs_holds_no_formulas_and_quotes_what_it_must() => Assert.Equal(
        [
            "run,calls,attempts,input,cache_read,cache_write,output,reasoning,cost_usd,unknown_attempts,unknown_at_most_usd,saved_usd",
            "\"'=a,\"\"b\"\"\",1,1,10,0,0,5,0,0.000000005,0,0.00,0.000000002",
        ],
        SpendRow.Csv("run", [SpendRow.Of("=a,\"b\"", [Entry(5)], [Reused(2)])]));

    [Fact]
    public void Days_are_those_of_utc() =>
        Assert.Equal("2026-03-10", Grouping.All["day"](Spent.Of(Intent(1, _clock) with { At = _clock.GetUtcNow().ToOffset(TimeSpan.FromHours(2)) })));

    [Fact]
    public void What_was_saved_stands_with_what_it_would_have_been_spent_on_however_that_is_summed_up()
    {
        var reused = Reused(7) with { At = _clock.GetUtcNow().AddDays(-40), Spender = new() { Run = "r2", Specialist = "qa", Tenant = "t2", Key = "k2" }, Kind = "other", Provider = "q", Model = "m" };

        Assert.All(Grouping.All, by =>
        {
            var rows = SpendRow.Of([Entry(5)], [Reused(2), Reused(1), reused], by.Value);

            Assert.Equal(2, rows.Count);
            var alone = Assert.Single(rows, row => row.Attempts == 0);
            Assert.Equal((by.Value(Spent.Of(reused)), 0, Money.Zero, new Money(7)), (alone.Name, alone.Calls, alone.Known, alone.Saved));
            Assert.Equal(new Money(3), Assert.Single(rows, row => row.Attempts == 1).Saved);
            Assert.Equal("$0.000000003", Assert.Single(rows, row => row.Attempts == 1).Cells[^1]);
        });
    }

    LedgerEntry Entry(long? cost) => new(Reserved(), Settled(cost, _clock));

    Reservation Reserved() => new(Guid.CreateVersion7(_clock.GetUtcNow()), Intent(100, _clock), new(100));

    ReusedAnswer Reused(long saved)
    {
        var intent = Intent(1, _clock);
        return new()
        {
            Call = Guid.CreateVersion7(_clock.GetUtcNow()),
            At = _clock.GetUtcNow(),
            Spender = intent.Spender,
            Kind = intent.Kind,
            Provider = intent.Provider,
            Model = intent.Model,
            Saved = new(saved),
        };
    }
}
