using Aios.Llm.Routing.Health;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Routing.Health;

public sealed class WaitingRoomTests
{
    readonly FakeTimeProvider _clock = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_most_important_goes_first_then_who_can_wait_least_then_who_came_first() => Pump.Run(_clock, async () =>
    {
        var (route, first) = Full();
        List<string> order = [];
        Task[] waiting =
        [
            WaitAsync("came first", new(0, In(50), false)),
            WaitAsync("came second", new(0, In(50), false)),
            WaitAsync("in a hurry", new(0, In(20), false)),
            WaitAsync("important", new(5, In(90), false)),
        ];

        route.Abandon(first);
        await Task.WhenAll(waiting);

        Assert.Equal(["important", "in a hurry", "came first", "came second"], order);

        async Task WaitAsync(string name, WaitTerms terms)
        {
            var pass = await route.WaitAsync(terms, default, out _, CancellationToken.None);
            order.Add(name);
            route.Abandon(Assert.IsType<Pass>(pass));
        }
    });

    [Fact]
    public void Who_comes_later_does_not_pass_by_those_who_wait()
    {
        var (route, first) = Full();
        var waiting = route.WaitAsync(new(0, In(60), false), default, out _, CancellationToken.None);

        route.Abandon(first);

        Assert.True(waiting.IsCompleted);
        Assert.Null(route.TryEnter(default, _clock.GetUtcNow(), out var wait));
        Assert.Equal(Timeout.InfiniteTimeSpan, wait);
    }

    [Fact]
    public async Task A_deadline_is_kept()
    {
        var (route, _) = Full();
        var waiting = route.WaitAsync(new(0, In(7), false), default, out _, CancellationToken.None);

        _clock.Advance(TimeSpan.FromSeconds(6.9));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.True(waiting.IsCompletedSuccessfully);
        Assert.Null(await waiting);
    }

    [Fact]
    public async Task Who_leaves_makes_room_and_gets_no_pass()
    {
        var (route, first) = Full();
        using CancellationTokenSource leave = new();
        var left = route.WaitAsync(new(0, In(60), false), default, out _, leave.Token);
        var stays = route.WaitAsync(new(0, In(60), false), default, out _, CancellationToken.None);

        await leave.CancelAsync();
        route.Abandon(first);

        Assert.True(left.IsCanceled);
        Assert.NotNull(await stays);
    }

    [Fact]
    public async Task A_full_room_refuses_at_once()
    {
        var (route, _) = Full(places: 1);
        _ = route.WaitAsync(new(0, In(60), false), default, out _, CancellationToken.None);

        var refused = route.WaitAsync(new(0, In(60), false), default, out var isFull, CancellationToken.None);

        Assert.True(isFull);
        Assert.Null(await refused);
    }

    DateTimeOffset In(double seconds) => _clock.GetUtcNow().AddSeconds(seconds);

    /// <summary>A route that takes one at a time, and has one.</summary>
    (RouteHealth Route, Pass Pass) Full(int places = 100)
    {
        Entrance entrance = new(new() { MaxParallel = 1 }, _clock, places);
        RouteHealth route = new("p/m", entrance, new(new(), new(new Random(1))));
        return (route, Assert.IsType<Pass>(route.TryEnter(default, _clock.GetUtcNow(), out _)));
    }
}
