using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Xunit;

namespace Aios.Tests.Faults;

/// <summary>Every fault × streamed or in one piece × every wire ends as <see cref="FaultTable"/> has it: none hangs, none bills wrongly.</summary>
public sealed class FaultMatrixTests
{
    public static TheoryData<string, Spoken, bool> Cells => Of((_, _) => true);

    /// <summary>Those where the next route has something to mend, or nothing any more.</summary>
    public static TheoryData<string, Spoken, bool> Failures => Of((_, expected) => expected.Seen != Seen.Answer);

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Every_cell_ends_as_it_is_written_down(string fault, Spoken spoken, bool streams)
    {
        var row = FaultTable.Rows[fault];
        await using var bench = await FaultBench.SetUpAsync(row, spoken, streams);

        var outcome = await bench.AskAsync();

        Assert.Equal(row.For(spoken, streams), outcome.Told);
        bench.Ledger.AssertBilled(outcome.Exchanges);
        Assert.Single(outcome.Attempts);
        Assert.Equal(row.Place == Place.Emulator ? 1 : 0, outcome.Exchanges.Count); // nobody below the router tries again
        Assert.Equal(row.Fault?.Name, outcome.Exchanges.SingleOrDefault()?.Fault);
        Assert.Equal(0, outcome.RequestsElsewhere);
        Assert.DoesNotContain(FaultBench.Key, $"{outcome.Exception}{outcome.Attempts[0].Failure}", StringComparison.Ordinal);
        if (spoken != Spoken.Ollama && outcome.Attempts[0].Failure is { HttpStatus: not null } failure) // Ollama has no ids
        {
            Assert.Equal(outcome.Exchanges.Single().RequestId, failure.RequestId);
        }
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Another_route_answers_as_long_as_the_caller_has_seen_nothing(string fault, Spoken spoken, bool streams)
    {
        var row = FaultTable.Rows[fault];
        var expected = row.For(spoken, streams);
        await using var bench = await FaultBench.SetUpAsync(row, spoken, streams);

        var outcome = await bench.AskAsync(hasAnother: true);

        bench.Ledger.AssertBilled(outcome.Exchanges);
        Assert.Equal((expected.Kind, expected.Bill), (outcome.Attempts[0].Failure?.Kind, outcome.BillOf(0)));
        if (expected.Seen == Seen.Beginning)
        {
            Assert.IsType<AnswerInterruptedException>(outcome.Exception);
            Assert.Single(outcome.Attempts);
            return;
        }

        if (expected.Kind == FailureKind.InvalidRequest) // every route would say the same
        {
            Assert.IsType<NoRouteAnsweredException>(outcome.Exception);
            Assert.Single(outcome.Attempts);
            return;
        }

        Assert.Null(outcome.Exception);
        Assert.Equal(Expected.Answer, string.Concat(outcome.Updates));
        Assert.Null(outcome.Attempts[^1].Failure);
        Assert.Equal((outcome.Exchanges[^1].Usage, outcome.Exchanges[^1].Cost), (outcome.Attempts[^1].Usage, outcome.Attempts[^1].Cost));
        Assert.Equal(Recovery.After(outcome.Attempts[0].Failure ?? throw new InvalidOperationException(), 1, new()) == Remedy.Again ? 3 : 2, outcome.Attempts.Count);
    }

    [Theory]
    [InlineData(Spoken.Anthropic)]
    [InlineData(Spoken.Chat)]
    [InlineData(Spoken.Responses)]
    [InlineData(Spoken.Ollama)]
    public async Task A_question_is_not_sent_again_when_the_connection_that_it_found_open_breaks(Spoken spoken)
    {
        await using var bench = await FaultBench.SetUpAsync(FaultTable.Rows["cut before the first byte"], spoken, streams: false, from: 2);

        Assert.Null((await bench.AskAsync()).Exception);
        var outcome = await bench.AskAsync();

        Assert.Equal(FailureKind.Unreachable, Assert.Single(outcome.Attempts).Failure?.Kind);
        Assert.Equal([null, "cut"], outcome.Exchanges.Select(exchange => exchange.Fault));
    }

    [Fact]
    public void No_cell_is_expected_to_bill_wrongly() =>
        Assert.DoesNotContain(FaultTable.Rows.Values, row => Enum.GetValues<Spoken>().Any(spoken => row.For(spoken, true).Bill == Bill.Wrong || row.For(spoken, false).Bill == Bill.Wrong));

    static TheoryData<string, Spoken, bool> Of(Func<FaultRow, Expected, bool> fits) =>
    [
        .. from row in FaultTable.Rows.Values
           from spoken in Enum.GetValues<Spoken>()
           from streams in (bool[])[true, false]
           where fits(row, row.For(spoken, streams))
           select new TheoryDataRow<string, Spoken, bool>(row.Name, spoken, streams),
    ];
}
