using Aios.Cli.Spending;
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
        var row = SpendRow.Of("x", [Entry(5), Entry(null), new(Reserved(), null)]);

        Assert.Equal((new Money(5), 2, new Money(200)), (row.Known, row.Unknown, row.AtMost));
        Assert.Equal(["x", "3", "3", "20", "0", "0", "10", "$0.000000005", "2 (at most $0.0000002)", ""], row.Cells);
    }

    [Fact]
    public void A_table_for_other_programs_holds_no_formulas_and_quotes_what_it_must() => Assert.Equal(
        [
            "run,calls,attempts,input,cache_read,cache_write,output,reasoning,cost_usd,unknown_attempts,unknown_at_most_usd,saved_usd",
            "\"'=a,\"\"b\"\"\",1,1,10,0,0,5,0,0.000000005,0,0.00,",
        ],
        SpendRow.Csv("run", [SpendRow.Of("=a,\"b\"", [Entry(5)])]));

    [Fact]
    public void Days_are_those_of_utc() =>
        Assert.Equal("2026-03-10", Grouping.All["day"](Intent(1, _clock) with { At = _clock.GetUtcNow().ToOffset(TimeSpan.FromHours(2)) }));

    LedgerEntry Entry(long? cost) => new(Reserved(), Settled(cost, _clock));

    Reservation Reserved() => new(Guid.CreateVersion7(_clock.GetUtcNow()), Intent(100, _clock), new(100));
}
