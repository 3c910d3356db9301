using System.Runtime.CompilerServices;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Aios.Tests.Llm.Routing.Calls;

namespace Aios.Tests.Llm.Routing;

/// <summary>The whole loop on virtual time: who is asked again and when, and that every attempt is in the ledger once, however it ends.</summary>
public sealed class RouterRecoveryTests
{
    readonly FakeTimeProvider _clock = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
    readonly List<(string Route, TimeSpan At)> _asked = [];
    readonly MemoryLedger _ledger;
    readonly Router _router;
    readonly DateTimeOffset _start;

    public RouterRecoveryTests()
    {
        _start = _clock.GetUtcNow();
        _ledger = new(_clock);
        _router = RouterAt(_clock, new RouterParts { Ledger = _ledger, Random = new(1) });
    }

    [Fact]
    public void A_route_that_is_broken_once_is_asked_again_and_answers()
    {
        var call = To("first", "second");

        Assert.Equal(["a"], Ask(call, (_, n) => n == 1 ? throw Overloaded() : Chunks("a")));

        Assert.Equal(["first", "first"], _asked.Select(asked => asked.Route));
        Assert.InRange(_asked[1].At.TotalSeconds, 0.25, 0.52);
    }

    [Fact]
    public void A_route_that_stays_broken_gives_way_to_the_next()
    {
        Assert.Equal(["b"], Ask(To("first", "second"), (route, _) => route == "first" ? throw Overloaded() : Chunks("b")));

        Assert.Equal(["first", "first", "second"], _asked.Select(asked => asked.Route));
    }

    [Fact]
    public void What_cannot_be_read_is_asked_for_elsewhere_and_only_then_there_again()
    {
        Assert.Equal(["a"], Ask(To("first", "second"), (route, n) => route == "first" && n == 1 ? throw Fails(FailureKind.Malformed) : route == "second" ? throw Fails(FailureKind.Truncated) : Chunks("a")));

        Assert.Equal(["first", "second", "first"], _asked.Select(asked => asked.Route));
        Assert.InRange(_asked[2].At.TotalSeconds, 0.25, 0.52);
    }

    [Fact]
    public void What_can_never_be_read_is_asked_for_twice()
    {
        Assert.Throws<NoRouteAnsweredException>(() => Ask(To("only"), (_, _) => throw Fails(FailureKind.Malformed)));

        Assert.Equal(2, _asked.Count);
    }

    [Fact]
    public void A_limited_route_gives_way_at_once()
    {
        Assert.Equal(["b"], Ask(To("first", "second"), (route, _) => route == "first" ? throw Limited(7) : Chunks("b")));

        Assert.Equal([("first", TimeSpan.Zero), ("second", TimeSpan.Zero)], _asked);
    }

    [Fact]
    public void A_limited_route_without_others_is_asked_again_when_it_said_and_not_before()
    {
        Assert.Equal(["a"], Ask(To("only"), (_, n) => n == 1 ? throw Limited(7) : Chunks("a")));

        Assert.InRange(_asked[1].At.TotalSeconds, 7, 8.5);
    }

    [Fact]
    public void What_is_limited_for_good_is_asked_at_most_four_times_in_three_seconds_and_six_times_in_all()
    {
        var failed = Assert.Throws<NoRouteAnsweredException>(() => Ask(To("only"), (_, _) => throw Limited(null)));

        Assert.InRange(failed.Attempts.Count, 2, 6);
        Assert.InRange(_asked.Count(asked => asked.At <= TimeSpan.FromSeconds(3)), 1, 4);
    }

    [Fact]
    public void Nobody_waits_longer_than_it_may()
    {
        ModelCall call = new(new([], null) { Patience = TimeSpan.FromSeconds(5) }, To("only").Plan);

        var failed = Assert.Throws<NoRouteAnsweredException>(() => Ask(call, (_, _) => throw Limited(30)));

        Assert.Single(failed.Attempts);
        Assert.Contains("takes nothing before", Assert.Single(failed.NotAsked).Reason, StringComparison.Ordinal);
        Assert.True(_clock.GetUtcNow() - _start < TimeSpan.FromSeconds(1)); // it need not wait to know
    }

    [Fact]
    public void A_silent_route_is_given_up_and_not_asked_again()
    {
        var call = To("first", "second");

        Assert.Equal(["b"], Ask(call, (route, _) => route == "first" ? Silence() : Chunks("b")));

        Assert.Equal(["first", "second"], _asked.Select(asked => asked.Route));
        Assert.InRange(_asked[1].At.TotalSeconds, 12, 12.1);
        Assert.Equal((FailureKind.TimedOut, null), (call.Attempts[0].Failure?.Kind, call.Attempts[0].Cost));
    }

    [Fact]
    public void The_last_route_may_be_silent_for_as_long_as_its_provider_lets_it() =>
        Assert.Equal(["a"], Ask(To("only"), (_, _) => Late(TimeSpan.FromMinutes(5))));

    [Fact]
    public void Who_is_to_think_may_be_silent()
    {
        ModelCall call = new(new([], new() { Reasoning = new() { Effort = ReasoningEffort.High } }), To("first", "second").Plan);

        Assert.Equal(["a"], Ask(call, (_, _) => Late(TimeSpan.FromMinutes(5))));
    }

    [Fact]
    public void A_question_that_is_too_long_goes_to_a_larger_window_only()
    {
        var models = new[] { ("small", 1000), ("as small", 1000), ("large", 2000) }
            .Select(each => new Route(Named(each.Item1), new() { Id = each.Item1, ContextWindow = each.Item2, MaxOutput = 10 }, Named(each.Item1).ClientFor(Named(each.Item1).Models[0])));
        ModelCall call = new(new([], null), new RoutePlan([.. models.Select(route => new PlannedRoute(route, "x"))]));

        Ask(call, (route, _) => route == "large" ? Chunks("a") : throw Fails(FailureKind.ContextTooLong));

        Assert.Equal(["small", "large"], _asked.Select(asked => asked.Route));
    }

    [Theory]
    [InlineData(FailureKind.InvalidRequest)]
    [InlineData(FailureKind.Refused)]
    public void What_every_route_would_say_ends_the_call(FailureKind kind)
    {
        Assert.Throws<NoRouteAnsweredException>(() => Ask(To("first", "second"), (_, _) => throw Fails(kind)));

        Assert.Single(_asked);
    }

    [Fact]
    public void After_five_failures_a_dead_route_is_left_alone()
    {
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(["b"], Ask(To("first", "second"), (route, _) => route == "first" ? throw Fails(FailureKind.TimedOut) : Chunks("b")));
        }

        Assert.Equal(5, _asked.Count(asked => asked.Route == "first"));
    }

    [Fact]
    public void Where_every_route_is_closed_off_one_is_tried_all_the_same()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.Throws<NoRouteAnsweredException>(() => Ask(To("only"), (_, _) => throw Fails(FailureKind.TimedOut)));
        }

        _clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.NotNull(_router.Health.StandingOf(To("only").Plan.Routes[0]).ClosedUntil);

        Assert.Equal(["a"], Ask(To("only"), (_, _) => Chunks("a")));
    }

    [Fact]
    public void An_answer_that_is_held_goes_to_the_next_route_when_it_breaks_off_and_when_it_has_a_fault()
    {
        var call = To("broken off", "faulty", "good");

        var chunks = Ask(call, (route, _) => route switch
        {
            "broken off" => Broken(Fails(FailureKind.Truncated), "a", "b"),
            "faulty" => Chunks("x", "y"),
            _ => Chunks("c", "d"),
        }, faultOf: chunks => chunks.Contains("x") ? new(FailureKind.Malformed, "An x.") : null);

        Assert.Equal(["c", "d"], chunks);
        Assert.Equal([FailureKind.Truncated, FailureKind.Malformed, null], call.Attempts.Select(attempt => attempt.Failure?.Kind));
    }

    [Fact]
    public async Task A_budget_that_is_too_small_for_a_route_lets_a_cheaper_one_answer_and_refuses_when_there_is_none()
    {
        await _ledger.SetAsync(new() { Scope = Scope.Installation, Limit = new(1_000_000_000) }, TestContext.Current.CancellationToken);
        ModelPrice dear = new() { Standard = new() { Input = 1, Output = 2_000_000 } };
        ModelPrice cheap = new() { Standard = new() { Input = 1, Output = 1 } };

        Assert.Equal(["a"], Ask(To(Named("dear", dear), Named("cheap", cheap)), (_, _) => Chunks("a")));
        Assert.Throws<BudgetExceededException>(() => Ask(To(Named("dear", dear)), (_, _) => Chunks("a")));

        Assert.Equal(["cheap"], _asked.Select(asked => asked.Route));
        Assert.Equal(0, _router.Health.StandingOf(To(Named("dear", dear)).Plan.Routes[0]).InFlight);
    }

    [Theory]
    [InlineData("whole")]
    [InlineData("left")]
    [InlineData("cancelled")]
    [InlineData("caller throws")]
    [InlineData("bug")]
    [InlineData("broken off")]
    public void However_an_attempt_ends_it_is_settled_once_and_lets_the_next_one_in(string how)
    {
        var seen = 0;
        var router = RouterAt(_clock, new RouterParts { Ledger = _ledger, Observer = (_, _) => seen++ });
        using CancellationTokenSource stop = new();
        var call = To("only");

        Pump.Run(_clock, async () =>
        {
            try
            {
                await foreach (var chunk in router.StreamAsync(call, (_, token) => Stream(token), stop.Token))
                {
                    if (chunk == "b")
                    {
                        if (how == "left")
                        {
                            break;
                        }

                        _ = how == "caller throws" ? throw new FormatException("Mine.") : chunk;
                        if (how == "cancelled")
                        {
                            stop.Cancel();
                        }
                    }
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or FormatException or InvalidOperationException or AnswerInterruptedException)
            {
                Assert.NotEqual("whole", how);
            }
        });

        var entry = Assert.Single(_ledger.Entries);
        Assert.NotNull(entry.Settlement);
        Assert.Equal(how switch { "whole" => "answered", "broken off" => "truncated", _ => "cancelled" }, entry.Settlement.Outcome);
        Assert.Equal(0, router.Health.StandingOf(call.Plan.Routes[0]).InFlight);
        Assert.Equal(1, seen);

        async IAsyncEnumerable<string> Stream([EnumeratorCancellation] CancellationToken token)
        {
            await Task.Yield();
            yield return "a";
            yield return "b";
            await Task.Yield();
            token.ThrowIfCancellationRequested();
            _ = how switch { "bug" => throw new InvalidOperationException("A bug."), "broken off" => throw Fails(FailureKind.Truncated), _ => 0 };
            yield return "c";
        }
    }

    [Fact]
    public void Nothing_is_sent_that_could_not_be_written_down()
    {
        var router = RouterAt(_clock, new RouterParts { Ledger = new BrokenLedger() });
        var call = To("first", "second");

        Assert.Throws<LedgerUnavailableException>(() => Ask(call, (_, _) => Chunks("a"), router: router));

        Assert.Empty(_asked);
        Assert.Empty(call.Attempts);
        Assert.Equal(0, router.Health.StandingOf(call.Plan.Routes[0]).InFlight);
    }

    [Fact]
    public void Five_hundred_callers_in_a_storm_of_limits_do_not_make_it_worse()
    {
        var (storm, calls, answered) = (_start.AddSeconds(30), 500, 0);
        Pump.Run(_clock, () => Task.WhenAll(Enumerable.Range(0, calls).Select(CallAsync)));

        Assert.Equal(calls, answered);
        Assert.InRange(_asked.Count, calls, (int)(1.2 * calls));

        async Task CallAsync(int number)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20 * number), _clock);
            await foreach (var _ in _router.StreamAsync(To("only"), (_, token) => AnswerAsync(token)))
            {
                answered++;
            }
        }

        async IAsyncEnumerable<string> AnswerAsync([EnumeratorCancellation] CancellationToken token)
        {
            _asked.Add(("only", _clock.GetUtcNow() - _start));
            await Task.Delay(TimeSpan.FromMilliseconds(200), _clock, token);
            yield return _clock.GetUtcNow() < storm ? throw Limited(null) : "a";
        }
    }

    List<string> Ask(
        ModelCall call, Func<string, int, IAsyncEnumerable<string>> answer, Func<IReadOnlyList<string>, Failure?>? faultOf = null, Router? router = null)
    {
        List<string> chunks = [];
        var asked = 0;
        Asking<string> asking = new((attempt, _) =>
        {
            var name = attempt.Route.Provider.Name;
            _asked.Add((name, _clock.GetUtcNow() - _start));
            return answer(name, ++asked);
        })
        { FaultOf = faultOf };
        Asking<string> cancellable = asking with { Ask = (attempt, token) => With(asking.Ask(attempt, token), token) };
        Pump.Run(_clock, async () =>
        {
            await foreach (var chunk in (router ?? _router).StreamAsync(call, cancellable))
            {
                chunks.Add(chunk);
            }
        });
        return chunks;
    }

    static async IAsyncEnumerable<string> With(IAsyncEnumerable<string> chunks, [EnumeratorCancellation] CancellationToken token)
    {
        await foreach (var chunk in chunks.WithCancellation(token))
        {
            yield return chunk;
        }
    }

    async IAsyncEnumerable<string> Late(TimeSpan after, [EnumeratorCancellation] CancellationToken token = default)
    {
        await Task.Delay(after, _clock, token);
        yield return "a";
    }

    IAsyncEnumerable<string> Silence() => Late(TimeSpan.FromHours(1));

    static ScriptedException Fails(FailureKind kind) => new(kind, $"{kind}.");

    static ScriptedException Limited(double? seconds) =>
        new(new(FailureKind.RateLimited, "Slow down.") { HttpStatus = 429, RetryAfter = seconds is { } wait ? TimeSpan.FromSeconds(wait) : null });

    sealed class BrokenLedger : ILedger
    {
        public Allowance AllowanceOf(Spender spender) => default;

        public Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken) =>
            Task.FromException<Reservation>(new LedgerUnavailableException("The disk is full."));

        public Task SettleAsync(Reservation reservation, Settlement settlement) => throw new NotSupportedException();
    }
}
