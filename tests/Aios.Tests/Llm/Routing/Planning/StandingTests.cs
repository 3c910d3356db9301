using Aios.Llm.Routing;
using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Planning;
using Xunit;

namespace Aios.Tests.Llm.Routing.Planning;

/// <summary>What a plan makes of circuits, limits, load and the caches of providers.</summary>
public sealed class StandingTests
{
    static readonly RouteCandidate _one = Plans.Candidate(Plans.Model("one"));
    static readonly RouteCandidate _two = Plans.Candidate(Plans.Model("two"));

    [Fact]
    public void A_route_that_failed_too_often_is_left_alone_until_it_is_due()
    {
        var clock = Plans.Clock;
        RouteStanding closed = new() { ClosedUntil = Plans.Now.AddSeconds(10) };
        var planner = Plans.Planner([_one, _two], standings: route => route.Model.Id == "one" ? closed : RouteStanding.Unknown, clock: clock);

        Assert.Equal(["vendor/two"], planner.Plan(Plans.Ask()).Names());
        Assert.Contains("left alone until 2026-11-23 12:00:10", planner.Plan(Plans.Ask()).Refusal("vendor/one"), StringComparison.Ordinal);
        clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(2, planner.Plan(Plans.Ask()).Routes.Count);
    }

    [Fact]
    public void A_limit_that_lasts_longer_than_anybody_waits_refuses_and_a_shorter_one_does_not()
    {
        RouteStanding limited = new() { LimitedUntil = Plans.Now.AddSeconds(20) };
        var planner = Plans.Planner([_one, _two], standings: route => route.Model.Id == "one" ? limited : RouteStanding.Unknown);

        Assert.Equal(2, planner.Plan(Plans.Ask()).Routes.Count);
        Assert.Equal(["vendor/two"], planner.Plan(Plans.Ask() with { Patience = TimeSpan.FromSeconds(5) }).Names());
    }

    [Fact]
    public void When_nobody_can_be_asked_now_the_one_that_is_due_first_comes_first()
    {
        RouteStanding Standing(Route route) => new() { ClosedUntil = Plans.Now.AddSeconds(route.Model.Id == "one" ? 60 : 10) };

        var plan = Plans.Planner([_one, _two], standings: Standing).Plan(Plans.Ask());

        Assert.Equal(["vendor/two", "vendor/one"], plan.Names());
        Assert.Contains("due the soonest", plan.Explanation.Routes[0].Reason, StringComparison.Ordinal);
        Assert.Empty(plan.Explanation.Refused);
    }

    [Fact]
    public void Endpoints_of_one_model_share_the_load_and_the_slow_one_has_less_of_it()
    {
        var planner = Plans.Planner(Endpoints(4), standings: route => new() { FirstPiece = TimeSpan.FromSeconds(route.Provider.Endpoint == "e4" ? 8 : 1), TokensPerSecond = 50 });

        var firsts = Enumerable.Range(0, 4000).CountBy(_ => planner.Plan(Plans.Ask()).Routes[0].Provider.Endpoint).ToDictionary();

        Assert.DoesNotContain("e4", firsts.Keys);
        Assert.All((string[])["e1", "e2", "e3"], endpoint => Assert.InRange(firsts[endpoint], 1000, 1700));
    }

    [Fact]
    public void The_less_loaded_of_two_comes_first()
    {
        Dictionary<string, int> inFlight = new() { ["e1"] = 0, ["e2"] = 0, ["e3"] = 0 };
        var planner = Plans.Planner(Endpoints(3), standings: route => new() { InFlight = inFlight[route.Provider.Endpoint] });
        for (var i = 0; i < 300; i++)
        {
            inFlight[planner.Plan(Plans.Ask()).Routes[0].Provider.Endpoint]++;
        }

        Assert.All(inFlight.Values, count => Assert.InRange(count, 95, 105));
    }

    [Fact]
    public void A_slow_endpoint_that_has_not_answered_for_long_is_tried_again()
    {
        RouteStanding slow = new() { FirstPiece = TimeSpan.FromSeconds(8), LastAnswer = Plans.Now.AddMinutes(-5) };
        RouteStanding quick = new() { FirstPiece = TimeSpan.FromSeconds(1), LastAnswer = Plans.Now };

        var planner = Plans.Planner(Endpoints(2), standings: route => route.Provider.Endpoint == "e1" ? slow : quick);

        Assert.Equal("e1", planner.Plan(Plans.Ask()).Routes[0].Provider.Endpoint);
    }

    [Fact]
    public void Balanced_spreads_over_models_that_are_good_enough_too()
    {
        RouteCandidate[] candidates = [_one, _two, Plans.Candidate(Plans.Model("poor", quality: 0.3))];
        var planner = Plans.Planner(candidates, new() { Policy = "balanced" });

        var firsts = Enumerable.Range(0, 1000).CountBy(_ => planner.Plan(Plans.Ask()).Routes[0].Model.Id).ToDictionary();

        Assert.Equal(["one", "two"], firsts.Keys.Order());
        Assert.InRange(firsts["one"], 400, 900); // of equal ones the first drawn, and two draws may be the same
        Assert.All(Enumerable.Range(0, 50), _ => Assert.Equal("poor", planner.Plan(Plans.Ask()).Routes[^1].Model.Id));
    }

    [Fact]
    public void Whose_cache_holds_the_beginning_is_asked_again_as_long_as_another_is_not_cheaper_by_more()
    {
        var clock = Plans.Clock;
        PrefixMemory prefixes = new(clock);
        RouteCandidate dear = Plans.Candidate(Plans.Model("dear", 1.1m, 5));
        var planner = Plans.Planner([_one, dear], prefixes: prefixes, clock: clock);
        var request = Plans.Ask(new string('x', 40_000)) with { Prefix = "backend" };
        Assert.Equal("vendor/one", planner.Plan(request).Names().First());

        prefixes.Remember("backend", dear.Route, 9000, TimeSpan.FromMinutes(5));

        var plan = planner.Plan(request);
        Assert.Equal("vendor/dear", plan.Names().First());
        Assert.Equal(9000 * 1.15e-6, plan.Explanation.Routes[1].Estimate!.Terms["cache"], 9); // written for 1.25, and read for 0.1 from then on
        Assert.Equal(0, plan.Explanation.Routes[0].Estimate!.Terms["cache"]);
        Assert.Equal("vendor/one", planner.Plan(request with { Prefix = "other" }).Names().First());
        clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("vendor/one", planner.Plan(request).Names().First());
    }

    [Fact]
    public void A_cache_keeps_its_endpoint_from_being_exchanged_for_an_equal_one()
    {
        PrefixMemory prefixes = new(Plans.Clock);
        var endpoints = Endpoints(3);
        prefixes.Remember("p", endpoints[1].Route, 1000, TimeSpan.FromMinutes(5));
        var planner = Plans.Planner(endpoints, prefixes: prefixes);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal("e2", planner.Plan(Plans.Ask(new string('x', 4000)) with { Prefix = "p" }).Routes[0].Provider.Endpoint));
    }

    static List<RouteCandidate> Endpoints(int count) =>
        [.. Enumerable.Range(1, count).Select(number => Plans.Candidate(Plans.Model("shared"), endpoint: $"e{number}"))];
}
