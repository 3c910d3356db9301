using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Server.Emulation.Faults;
using Aios.Tests.Faults;
using Microsoft.Extensions.AI;
using Xunit;
using static Aios.Tests.Failover.FailoverBench;

namespace Aios.Tests.Failover;

/// <summary>The sixteen faults of the conduct test that gateways are measured by (FailoverBench), over every wire, streamed and in one piece.</summary>
public sealed class FailoverTests
{
    /// <summary>A silence before an answer in one piece may be the time that it takes to write it: only the time for the whole ends it.</summary>
    static readonly TimeSpan _inOnePiece = TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(15);

    public static MatrixTheoryData<Spoken, bool> Wires => new(Enum.GetValues<Spoken>(), [true, false]);

    [Theory]
    [MemberData(nameof(Wires))]
    public void S01_a_limit_with_Retry_After_is_kept_to(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.RateLimited) { RetryAfter = "2" }, times: 1);

        (await bench.AskAsync(First, Second)).AssertAnsweredBy(Second);
        var alone = await bench.AskAsync(First);

        alone.AssertAnsweredBy(First);
        Assert.True(bench.Time.Elapsed >= TimeSpan.FromSeconds(2));
        Assert.Equal(2, bench.AskedOf(First));
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S02_a_limit_for_good_is_tried_four_times_in_three_seconds_and_six_in_all_at_most(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.RateLimited));

        var heard = await bench.AskAsync(First);

        Assert.IsType<NoRouteAnsweredException>(heard.Exception);
        Assert.Equal(FailureKind.RateLimited, heard.FirstFailure);
        Assert.InRange(bench.Exchanges.Count, 2, 6);
        Assert.InRange(bench.Exchanges.Count(exchange => exchange.At - bench.Exchanges[0].At < TimeSpan.FromSeconds(3)), 1, 4);
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S03_an_error_that_happens_once_is_got_over_on_the_same_route(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Status) { Status = 500 }, times: 1);

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(First);
        Assert.Equal([First, First], heard.Asked);
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S04_unavailable_for_good_leads_to_the_next_route(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Status) { Status = 503 });

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(Second);
        Assert.InRange(bench.AskedOf(First), 1, 2);
        Assert.True(heard.Took < TimeSpan.FromSeconds(3));
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S05_a_reset_leads_to_the_next_route(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Reset));

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(Second);
        Assert.Equal(FailureKind.Unreachable, heard.FirstFailure);
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S06_a_silent_route_is_left_in_time_and_not_tried_again(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Silence) { Seconds = 3000 });

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(Second);
        Assert.Equal(1, bench.AskedOf(First));
        Assert.True(heard.Took < (streams ? TimeSpan.FromSeconds(100) : _inOnePiece));
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S07_a_first_token_after_twenty_seconds_is_not_waited_for(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Silence) { Seconds = 20 });

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(streams ? Second : First); // in one piece the whole answer may take that long to write
        Assert.True(heard.Took < (streams ? TimeSpan.FromSeconds(15) : _inOnePiece));
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S08_a_cut_answer_is_never_a_success(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Cut) { After = 4 });

        var shown = await bench.AskAsync(First, Second);
        var held = await bench.AskAsync(buffered: true, First, Second);

        AssertBrokenOff(shown, streams);
        held.AssertAnsweredBy(Second);
        Assert.Equal(FailureKind.Truncated, held.FirstFailure);
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S09_a_stall_in_the_middle_is_noticed_and_never_a_success(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Silence) { At = CutPoint.InToken, Seconds = 30 });

        var shown = await bench.AskAsync(First, Second);
        var held = await bench.AskAsync(buffered: true, First, Second);

        AssertBrokenOff(shown, streams);
        Assert.True(shown.Took < TimeSpan.FromSeconds(30));
        held.AssertAnsweredBy(Second);
    }, new() { Idle = TimeSpan.FromSeconds(20) });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S10_one_event_that_cannot_be_read_is_passed_over(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.MalformedChunk));

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(streams ? First : Second); // an answer in one piece is nothing else
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S11_a_stream_without_its_last_event_is_over_at_once(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.NoDone));

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(First);
        Assert.Equal(TimeSpan.Zero, heard.Took);
        Assert.NotNull(heard.Answer.Usage);
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S12_a_question_that_is_too_long_goes_to_a_larger_window_only(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.ContextTooLong));

        var heard = await bench.AskAsync(First, Second, Third);

        heard.AssertAnsweredBy(Third);
        Assert.Equal([First, Third], heard.Asked);
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S13_what_a_filter_ends_is_not_asked_elsewhere(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.ContentFilter));

        foreach (var buffered in (bool[])[false, true])
        {
            var heard = await bench.AskAsync(buffered, First, Second);

            Assert.Equal([First], heard.Asked);
            if (spoken != Spoken.Ollama) // it has no word for it
            {
                Assert.True(heard.Exception is null ? heard.Answer.FinishReason == ChatFinishReason.ContentFilter : heard.FirstFailure == FailureKind.Refused);
            }
        }
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S14_a_fallback_that_refuses_does_not_hide_the_failure(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Cut) { After = 4 });
        bench.Break(Second, new(FaultKind.Status) { Status = 400 });

        var heard = await bench.AskAsync(buffered: true, First, Second);

        Assert.IsType<NoRouteAnsweredException>(heard.Exception);
        Assert.Empty(heard.Answer.Text);
        Assert.Equal([FailureKind.Truncated, FailureKind.InvalidRequest], heard.Call.Attempts.Select(attempt => attempt.Failure?.Kind));
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S15_a_flap_of_a_minute_costs_few_probes_and_the_first_route_is_soon_back(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Status) { Status = 503 });
        var asked = new List<(TimeSpan At, Heard Heard)>();
        for (var request = 0; request < 20; request++)
        {
            if (bench.Time.Elapsed >= TimeSpan.FromSeconds(60))
            {
                bench.Faults.Clear();
            }

            asked.Add((bench.Time.Elapsed, await bench.AskAsync(First, Second)));
            await bench.PauseAsync(TimeSpan.FromSeconds(5));
        }

        Assert.All(asked, each => each.Heard.AssertAnsweredBy(each.Heard.Asked.Last()));
        Assert.InRange(bench.Exchanges.Count, 20, 30);
        Assert.All(asked.Where(each => each.At > TimeSpan.FromSeconds(90)), each => Assert.Equal([First], each.Heard.Asked));
    });

    [Theory]
    [MemberData(nameof(Wires))]
    public void S16_the_fallback_is_named_and_billed_and_the_failure_is_not(Spoken spoken, bool streams) => Run(spoken, streams, async bench =>
    {
        bench.Break(First, new(FaultKind.Status) { Status = 529 });

        var heard = await bench.AskAsync(First, Second);

        heard.AssertAnsweredBy(Second);
        Assert.All(heard.Call.Attempts.SkipLast(1), attempt => Assert.Equal(0, attempt.Cost?.NanoDollars));
        Assert.Equal((bench.Exchanges[^1].Cost, Usage.Of(heard.Answer.Usage!)), (heard.Call.Attempts[^1].Cost, heard.Call.Attempts[^1].Usage)); // an answer that came whole has its usage
    });

    /// <summary>Whoever was shown its beginning is told that it broke off; nobody else has had any of it.</summary>
    static void AssertBrokenOff(Heard heard, bool streams)
    {
        if (streams)
        {
            Assert.IsType<AnswerInterruptedException>(heard.Exception);
            Assert.StartsWith(heard.Answer.Text, Expected.Answer, StringComparison.Ordinal);
            Assert.Single(heard.Call.Attempts);
        }
        else
        {
            heard.AssertAnsweredBy(Second);
        }
    }
}
