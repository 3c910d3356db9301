using Aios.Llm.Providers;
using Aios.Llm.Spending;
using Aios.Server.Emulation.Faults;
using Aios.Tests.Faults;
using Xunit;
using static Aios.Tests.Failover.FailoverBench;

namespace Aios.Tests.Failover;

/// <summary>Five faults that the conduct test lacks.</summary>
public sealed class OtherFaultTests
{
    public static TheoryData<Spoken> AllSpoken => [.. Enum.GetValues<Spoken>()];

    public static MatrixTheoryData<Spoken, bool> Wires => new(Enum.GetValues<Spoken>(), [true, false]);

    [Theory]
    [MemberData(nameof(Wires))]
    public void An_error_with_status_200_leads_to_the_next_route_and_costs_nothing(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.ErrorIn200));

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(Second);
        Assert.Equal(Money.Zero, heard.Call.Attempts[0].Cost);
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void A_beginning_without_a_word_and_then_an_error_leads_to_the_next_route(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.ErrorEvent) { After = 0 });

        (await bench.AskAsync(First, Second)).AssertAnsweredBy(Second);
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void An_empty_stream_leads_to_the_next_route(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.EmptyStream));

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(Second);
        Assert.Equal(FailureKind.Malformed, heard.FirstFailure);
    });

    /// <remarks>Whoever waits for the whole cannot tell crawling from writing: only the longest time of all ends that, as the matrix of faults shows.</remarks>
    [Theory]
    [MemberData(nameof(AllSpoken))]
    public void A_stream_that_crawls_is_left_before_its_first_word(Spoken spoken) => Run(spoken, streams: true, async bench =>
    {
        bench.Break(First, new(FaultKind.Crawl));

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(Second);
        Assert.True(heard.Took < TimeSpan.FromSeconds(15));
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void Thoughts_and_no_answer_are_no_answer(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.ThinkingOnly));

        (await bench.AskAsync(buffered: true, First, Second)).AssertAnsweredBy(Second);
    });
}
