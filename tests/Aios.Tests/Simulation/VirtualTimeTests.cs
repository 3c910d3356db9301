using Xunit;

namespace Aios.Tests.Simulation;

/// <summary>The time that everything else is measured with.</summary>
public sealed class VirtualTimeTests
{
    readonly VirtualTime _time = new();
    readonly List<string> _heard = [];

    [Fact]
    public void Timers_ring_in_the_order_in_which_they_are_due_and_then_in_which_they_were_set()
    {
        Run(() => Task.WhenAll(SayAsync(3, "c"), SayAsync(1, "a"), SayAsync(3, "d"), SayAsync(2, "b")));

        Assert.Equal(["a", "b", "c", "d"], _heard);
        Assert.Equal(TimeSpan.FromSeconds(3), _time.Elapsed);
    }

    [Fact]
    public void A_timer_that_was_stopped_or_set_anew_does_not_ring()
    {
        using var stopped = Timer("stopped", 1);
        using var later = Timer("later", 1);
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        later.Change(TimeSpan.FromSeconds(3), Timeout.InfiniteTimeSpan);

        Run(() => SayAsync(2, "said"));

        Assert.Equal(["said"], _heard);
        Assert.Equal(TimeSpan.FromSeconds(3), _time.Next);
    }

    [Fact]
    public void A_wall_clock_that_is_wrong_moves_no_timer()
    {
        Run(async () =>
        {
            var pause = SayAsync(5, "said");
            _time.Wrong = TimeSpan.FromDays(-1);
            await pause;
        });

        Assert.Equal(TimeSpan.FromSeconds(5), _time.Elapsed);
    }

    [Fact]
    public void What_waits_for_nothing_hangs() =>
        Assert.Throws<HungException>(() => Run(() => new TaskCompletionSource().Task));

    [Fact]
    public void What_never_ends_hangs() =>
        Assert.Throws<HungException>(() => Run(async () =>
        {
            while (true)
            {
                await SayAsync(60, "again");
            }
        }));

    [Fact]
    public void Whoever_leaves_the_thread_is_found_out() =>
        Assert.ThrowsAny<Exception>(() => Run(async () =>
        {
            TaskCompletionSource elsewhere = new();
            SynchronizationContext.Current?.Post(_ => new Thread(elsewhere.SetResult).Start(), null); // not before somebody waits for it
            await elsewhere.Task;
        }));

    void Run(Func<Task> work) => new Pump(_time, () => { }).Run(work, TimeSpan.FromHours(1));

    ITimer Timer(string word, int seconds) => _time.CreateTimer(_ => _heard.Add(word), null, TimeSpan.FromSeconds(seconds), Timeout.InfiniteTimeSpan);

    async Task SayAsync(int seconds, string word)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), _time, TestContext.Current.CancellationToken);
        _heard.Add(word);
    }
}
