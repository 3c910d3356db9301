using Aios.Llm.Routing;
using Aios.Llm.Routing.Health;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Aios.Tests.Llm.Routing.Calls;

namespace Aios.Tests.Llm.Routing.Health;

public sealed class HealthBoardTests
{
    readonly FakeTimeProvider _clock = new(new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Of_a_route_that_was_never_asked_nothing_is_known() =>
        Assert.Same(RouteStanding.Unknown, new HealthBoard(_clock, new(1)).StandingOf(To("first").Plan.Routes[0]));

    [Fact]
    public async Task What_a_process_has_seen_of_a_route_the_next_one_knows()
    {
        using TempFolder folder = new();
        await using var database = Database.Open(Path.Combine(folder.Path, "aios.db"), [LedgerSchema.Schema], _clock);
        await using var ledger = await SqliteLedger.OpenAsync(database, _clock, null, Token);
        HealthBoard before = new(_clock, new(1));
        var router = RouterAt(_clock, new RouterParts { Ledger = ledger, Health = before, Limits = RecoveryLimits.OneTryEach });
        var route = To("only").Plan.Routes[0];
        for (var i = 0; i < 4; i++)
        {
            ModelCall call = new(new([], null), new RoutePlan([new PlannedRoute(route, "The test says so.")]));
            try
            {
                await foreach (var _ in router.StreamAsync(call, (_, _) => i == 0 ? throw Overloaded() : Slowly(), Token))
                {
                }
            }
            catch (NoRouteAnsweredException)
            {
                // One of four.
            }
        }

        HealthBoard after = new(_clock, new(1));
        after.Recall(ledger.Past(_clock.GetUtcNow().AddHours(-1), 1000));

        Assert.Equal((0.75, TimeSpan.FromSeconds(2)), (after.StandingOf(route).SuccessRate, after.StandingOf(route).FirstPiece));
        Assert.Equal(before.StandingOf(route), after.StandingOf(route));
    }

    async IAsyncEnumerable<string> Slowly()
    {
        await Task.Yield();
        _clock.Advance(TimeSpan.FromSeconds(2));
        yield return "a";
    }
}
