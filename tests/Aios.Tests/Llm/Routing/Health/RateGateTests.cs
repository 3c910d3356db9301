using Aios.Llm.Models;
using Aios.Llm.Routing.Health;
using Xunit;

namespace Aios.Tests.Llm.Routing.Health;

/// <summary>What the owner of an endpoint allows, and what the endpoint itself says.</summary>
public sealed class RateGateTests
{
    static readonly Demand _one = new(100, 50);
    static readonly DateTimeOffset _start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Only_so_many_go_at_once()
    {
        RateGate gate = new(new() { MaxParallel = 2 });

        gate.Enter(_one, _start);
        gate.Enter(_one, _start);
        Assert.Equal(Timeout.InfiniteTimeSpan, gate.WaitAt(_one, _start));

        gate.Leave(_one, Usage.None);
        Assert.Equal(TimeSpan.Zero, gate.WaitAt(_one, _start));
    }

    [Fact]
    public void In_a_minute_no_more_enter_than_a_minute_and_its_tenth_allow()
    {
        RateGate gate = new(new() { RequestsPerMinute = 60 });
        var entered = 0;
        for (var now = _start; now < _start.AddMinutes(1); now = now.AddMilliseconds(100))
        {
            for (; gate.WaitAt(_one, now) == TimeSpan.Zero; entered++)
            {
                gate.Enter(_one, now);
                gate.Leave(_one, Usage.None);
            }
        }

        Assert.InRange(entered, 60, 66);
    }

    [Fact]
    public void What_was_not_sent_counts_nothing()
    {
        RateGate gate = new(new() { RequestsPerMinute = 10, InputTokensPerMinute = 1000 });

        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(TimeSpan.Zero, gate.WaitAt(_one, _start));
            gate.Enter(_one, _start);
            gate.Leave(_one, null);
        }
    }

    [Fact]
    public void Tokens_count_as_they_were_used()
    {
        RateGate gate = new(new() { OutputTokensPerMinute = 600 });
        gate.Enter(new(0, 60), _start);

        gate.Leave(new(0, 60), new() { Output = 10 });

        Assert.Equal(TimeSpan.Zero, gate.WaitAt(new(0, 50), _start));
        Assert.InRange(gate.WaitAt(new(0, 60), _start).TotalSeconds, 0.99, 1.01);
    }

    [Fact]
    public void What_asks_for_more_than_there_ever_is_at_once_still_gets_its_turn()
    {
        RateGate gate = new(new() { InputTokensPerMinute = 600 });

        Assert.Equal(TimeSpan.Zero, gate.WaitAt(new(10_000, 0), _start));
        gate.Enter(new(10_000, 0), _start);

        Assert.True(gate.WaitAt(_one, _start) > TimeSpan.FromMinutes(10)); // paid off
    }

    [Fact]
    public void A_clock_that_goes_back_gives_nothing_for_nothing()
    {
        RateGate gate = new(new() { RequestsPerMinute = 10 });
        gate.Enter(_one, _start);

        Assert.True(gate.WaitAt(_one, _start.AddHours(-1)) > TimeSpan.Zero);
        Assert.True(gate.WaitAt(_one, _start) > TimeSpan.Zero);
    }

    [Fact]
    public void What_the_provider_says_is_left_is_not_overdrawn_and_comes_back_evenly()
    {
        SaidLimits said = new();
        said.Read([new("requests", 10, 2, _start.AddSeconds(40)) { Said = _start }]);

        said.Take(_one);
        said.Take(_one);

        Assert.InRange(said.WaitAt(_one, _start).TotalSeconds, 4.9, 5.1);
        Assert.Equal(TimeSpan.Zero, said.WaitAt(_one, _start.AddSeconds(5.1)));
    }

    [Fact]
    public void Nothing_left_until_tomorrow_is_asked_about_again_after_a_minute()
    {
        SaidLimits said = new();

        said.Read([new("requests", 1000, 0, _start.AddDays(365)) { Said = _start }]);

        Assert.Equal(TimeSpan.FromMinutes(1), said.WaitAt(_one, _start));
        Assert.Equal(TimeSpan.Zero, said.WaitAt(_one, _start.AddMinutes(1)));
    }

    [Fact]
    public void A_retry_is_a_share_of_the_calls_and_a_little_more()
    {
        RetryAllowance allowance = new(0.1, 10);
        var taken = 0;
        for (var i = 0; i < 1000; i++)
        {
            allowance.Earn(_start);
            taken += allowance.TryTake(isLastResort: true, _start) ? 1 : 0;
        }

        Assert.InRange(taken, 100, 110);
    }
}
