using Aios.Llm.Providers;
using Aios.Llm.Routing.Health;
using Xunit;

namespace Aios.Tests.Llm.Routing.Health;

public sealed class CircuitTests
{
    static readonly Failure _broken = new(FailureKind.Overloaded, "Broken.");

    readonly Circuit _circuit = new(new(), new(new Random(1)));
    DateTimeOffset _now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_opens_at_the_fifth_failure_in_a_row_and_not_before()
    {
        Fail(4);
        _circuit.Succeed(_now);
        Fail(4);
        Assert.Equal(TimeSpan.Zero, _circuit.WaitAt(_now));

        Fail(1);

        Assert.InRange(_circuit.WaitAt(_now), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6));
    }

    [Fact]
    public void It_opens_when_too_many_of_the_last_ones_failed_although_never_five_in_a_row()
    {
        for (var i = 0; i < 7; i++)
        {
            Fail(3);
            _circuit.Succeed(_now);
        }

        Assert.NotNull(_circuit.OpenUntil);
    }

    [Fact]
    public void A_few_failures_among_few_say_nothing()
    {
        for (var i = 0; i < 4; i++)
        {
            Fail(3);
            _circuit.Succeed(_now);
        }

        Assert.Null(_circuit.OpenUntil);
    }

    [Fact]
    public void After_its_time_one_probe_is_let_in_and_nobody_else_until_it_has_spoken()
    {
        Open();
        Pass(6);

        Assert.True(_circuit.Enter(_now));
        Assert.Equal(Timeout.InfiniteTimeSpan, _circuit.WaitAt(_now));

        _circuit.Speak(isProbe: true, _now, _now);
        Assert.Equal(TimeSpan.Zero, _circuit.WaitAt(_now));
        Assert.False(_circuit.Enter(_now));
    }

    [Fact]
    public void Each_probe_that_fails_doubles_the_wait_up_to_a_limit()
    {
        Open();
        List<double> waits = [];
        for (var i = 0; i < 5; i++)
        {
            waits.Add(_circuit.WaitAt(_now).TotalSeconds);
            _now += _circuit.WaitAt(_now);
            _circuit.Fail(_broken, _circuit.Enter(_now), _now, _now);
        }

        Assert.All(waits.Zip([5, 10, 20, 20, 20]), pair => Assert.InRange(pair.First, pair.Second, pair.Second * 1.2));
    }

    [Fact]
    public void A_probe_that_was_cancelled_gives_its_place_to_the_next()
    {
        Open();
        Pass(6);

        _circuit.Fail(new(FailureKind.Cancelled, "Never mind."), _circuit.Enter(_now), _now, _now);

        Assert.Equal(TimeSpan.Zero, _circuit.WaitAt(_now));
        Assert.True(_circuit.Enter(_now));
    }

    [Fact]
    public void What_fails_again_soon_after_stays_closed_off_for_the_rest_of_half_a_minute()
    {
        Open();
        Pass(6);
        _circuit.Speak(_circuit.Enter(_now), _now, _now);

        Fail(5);

        Assert.InRange(_circuit.WaitAt(_now), TimeSpan.FromSeconds(24), TimeSpan.FromSeconds(29));
    }

    [Theory]
    [InlineData(FailureKind.Unauthorised)]
    [InlineData(FailureKind.QuotaExhausted)]
    [InlineData(FailureKind.UnknownModel)]
    public void What_waiting_does_not_cure_closes_it_off_at_once_and_for_long(FailureKind kind)
    {
        _circuit.Fail(new(kind, "No."), false, _now, _now);

        Assert.InRange(_circuit.WaitAt(_now), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(6));
    }

    [Theory]
    [InlineData(FailureKind.InvalidRequest)]
    [InlineData(FailureKind.ContextTooLong)]
    [InlineData(FailureKind.Refused)]
    [InlineData(FailureKind.Cancelled)]
    public void What_lies_with_the_question_is_not_counted_against_the_route(FailureKind kind)
    {
        for (var i = 0; i < 30; i++)
        {
            _circuit.Fail(new(kind, "No."), false, _now, _now);
        }

        Assert.Equal(TimeSpan.Zero, _circuit.WaitAt(_now));
    }

    [Fact]
    public void One_limit_that_was_met_closes_it_off_for_as_long_as_the_provider_says_and_a_little_more()
    {
        Limit(7);

        Assert.True(_circuit.IsLimit);
        Assert.InRange(_circuit.WaitAt(_now), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(8.4));
        Assert.False(_circuit.MayProbeEarlyAt(_now.AddSeconds(5)));
    }

    [Fact]
    public void Of_two_words_about_the_limit_the_later_moment_holds()
    {
        Limit(30);
        Limit(1);

        Assert.True(_circuit.WaitAt(_now) >= TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    public void Answers_that_were_asked_for_before_a_limit_was_met_do_not_speak_against_it(int entered, bool opens)
    {
        for (var i = 0; i < 3; i++)
        {
            _circuit.Fail(new(FailureKind.RateLimited, "Slow down."), false, _now, _now);
            _circuit.Speak(isProbe: false, _now.AddSeconds(entered), _now);
        }

        Assert.Equal(opens, _circuit.OpenUntil is not null);
    }

    [Fact]
    public void Without_a_word_the_pause_doubles_with_each_probe_and_not_with_each_of_those_under_way()
    {
        for (var i = 0; i < 100; i++)
        {
            _circuit.Fail(new(FailureKind.RateLimited, "Slow down."), false, _now, _now);
        }

        Assert.InRange(_circuit.WaitAt(_now), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1.2));
    }

    [Fact]
    public void Where_all_is_closed_off_it_may_be_probed_once_a_second()
    {
        Open();

        Assert.False(_circuit.MayProbeEarlyAt(_now));
        Pass(1);
        Assert.True(_circuit.MayProbeEarlyAt(_now));
        _circuit.Fail(_broken, _circuit.Enter(_now), _now, _now);
        Assert.False(_circuit.MayProbeEarlyAt(_now));
    }

    [Fact]
    public void Those_who_waited_come_back_bit_by_bit_the_longer_the_more()
    {
        for (var second = 0; second < 10; second++)
        {
            for (var i = 0; i < 100; i++)
            {
                _circuit.Enter(_now);
            }

            Pass(1);
        }

        Limit(1);
        Pass(2);
        _circuit.Speak(_circuit.Enter(_now), _now, _now);

        List<int> perSecond = [];
        for (var second = 0; second < 9; second++)
        {
            var count = 0;
            for (var step = 0; step < 100; step++)
            {
                for (; _circuit.WaitAt(_now) == TimeSpan.Zero; count++)
                {
                    _circuit.Enter(_now);
                }

                _now = _now.AddMilliseconds(10);
            }

            perSecond.Add(count);
        }

        Assert.Equal(perSecond.Order(), perSecond);
        Assert.InRange(perSecond[0], 5, 30);
        Assert.InRange(perSecond[5], 90, 130); // as many as there were
    }

    void Open() => Fail(5);

    void Fail(int times)
    {
        for (var i = 0; i < times; i++)
        {
            _circuit.Fail(_broken, false, _now, _now);
        }
    }

    void Limit(double seconds) => _circuit.Fail(new(FailureKind.RateLimited, "Slow down.") { RetryAfter = TimeSpan.FromSeconds(seconds) }, false, _now, _now);

    void Pass(double seconds) => _now = _now.AddSeconds(seconds);
}
