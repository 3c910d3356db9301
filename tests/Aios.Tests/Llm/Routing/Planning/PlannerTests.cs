using Aios.Llm.Models;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Xunit;

namespace Aios.Tests.Llm.Routing.Planning;

/// <summary>Which policy holds for a request, and what a plan says of itself.</summary>
public sealed class PlannerTests
{
    static readonly RouteCandidate _cheap = Plans.Candidate(Plans.Model("cheap", 1, 5, 0.75));
    static readonly RouteCandidate _best = Plans.Candidate(Plans.Model("best", 10, 50, 0.95));
    static readonly RouteCandidate _own = Plans.Candidate(Plans.Model("own", 0, 0, 0.4), "ollama") with { IsHere = true };

    static RouteCandidate[] All => [_cheap, _best, _own];

    [Fact]
    public void Whoever_asks_decides_before_any_rule()
    {
        var planner = Plans.Planner(All, new() { Policy = "cheapest", Rules = [new() { Policy = "local" }] });

        Assert.Equal("vendor/best", planner.Plan(Plans.Ask() with { Policy = "best" }).Names().First());
        Assert.Equal("The request asks for it.", planner.Plan(Plans.Ask() with { Policy = "best" }).Explanation.Because);
    }

    [Fact]
    public void The_first_rule_that_fits_counts_and_cheap_tasks_stay_here()
    {
        RoutingRules rules = new()
        {
            Policy = "cheapest",
            Rules =
            [
                new() { Complexity = (1, 3), Policy = "local" },
                new() { Specialist = "backend", Kind = "backend/*", Model = new("vendor/best") },
            ],
        };
        var planner = Plans.Planner(All, rules);

        Assert.Equal(["ollama/own"], planner.Plan(Plans.Task(complexity: 3)).Names());
        Assert.Equal(["vendor/best"], planner.Plan(Plans.Task(complexity: 4)).Names());
        Assert.Equal("vendor/cheap", planner.Plan(Plans.Task("page", 4)).Names().First());
        Assert.Equal("vendor/cheap", planner.Plan(Plans.Ask()).Names().First());
        Assert.Contains("complexity 1 to 3", planner.Plan(Plans.Task(complexity: 3)).Explanation.Because, StringComparison.Ordinal);
        Assert.Contains("Only vendor/best may be asked: The rule for kind backend/*, specialist backend", planner.Plan(Plans.Task(complexity: 4)).Refusal("vendor/cheap"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_about_complexity_does_not_fit_where_nobody_knows_it() =>
        Assert.Equal(3, Plans.Planner(All, new() { Rules = [new() { Complexity = (1, 10), Policy = "local" }] }).Plan(Plans.Task()).Routes.Count);

    [Theory]
    [InlineData("best")]
    [InlineData("expected-cost")]
    [InlineData("fastest")]
    public void A_soft_limit_turns_every_order_to_the_cheapest(string policy)
    {
        var plan = Plans.Planner(All, new() { Policy = policy, Exploration = 0 }, allowance: _ => new(new Money(1_000_000_000_000), IsSoft: true)).Plan(Plans.Ask());

        Assert.Equal("vendor/cheap", plan.Names().First());
        Assert.Equal("cheapest", plan.Explanation.Policy);
        Assert.Contains("soft limit", plan.Explanation.Because, StringComparison.Ordinal);
    }

    [Fact]
    public void A_soft_limit_sends_nothing_away_that_was_to_stay() =>
        Assert.Equal(["ollama/own"], Plans.Planner(All, new() { Policy = "local" }, allowance: _ => new(null, IsSoft: true)).Plan(Plans.Ask()).Names());

    [Fact]
    public void Every_candidate_is_either_planned_or_refused_with_a_reason()
    {
        var explanation = Plans.Planner([.. All, Plans.Candidate(Plans.Model("gone") with { RetiresOn = new(2026, 1, 1) })], new() { Policy = "local" }).Plan(Plans.Ask()).Explanation;

        Assert.Equal(4, explanation.Routes.Count + explanation.Refused.Count);
        Assert.All(explanation.Routes.Select(each => each.Reason).Concat(explanation.Refused.Select(each => each.Reason)), Assert.NotEmpty);
    }

    [Theory]
    [InlineData("expected-cost")]
    [InlineData("cheapest")]
    [InlineData("best")]
    [InlineData("fastest")]
    [InlineData("local")]
    [InlineData("pinned")]
    [InlineData("balanced")]
    [InlineData("experiment")]
    public void What_is_explained_is_what_was_decided(string policy)
    {
        var endpoints = Enumerable.Range(1, 5).Select(number => Plans.Candidate(Plans.Model("shared", 2, 10, 0.9), endpoint: $"e{number}") with { IsHere = number > 2 });
        var planner = Plans.Planner([.. All, .. endpoints], new() { Policy = policy, Exploration = 0.5 });
        for (var i = 0; i < 200; i++)
        {
            var plan = planner.Plan(Plans.Task());

            Assert.Equal(plan.Names(), plan.Explanation.Routes.Select(each => each.Route.Name));
        }
    }

    [Fact]
    public void Without_a_candidate_there_is_a_plan_without_a_route() => Assert.Empty(Plans.Planner([]).Plan(Plans.Ask()).Routes);

    [Fact]
    public void A_price_is_that_of_the_day()
    {
        var clock = Plans.Clock;
        var model = Plans.Model("m") with
        {
            Prices =
            [
                new() { Standard = new() { Input = 1, Output = 1000 }, ValidTo = new(2026, 11, 23) },
                new() { Standard = new() { Input = 1, Output = 1 }, ValidFrom = new(2026, 11, 24) },
            ],
        };
        var planner = Plans.Planner([Plans.Candidate(model)], clock: clock);
        double Price() => planner.Plan(Plans.Ask()).Explanation.Routes[0].Estimate!.Dollars!.Value;

        var before = Price();
        clock.Advance(TimeSpan.FromDays(1));

        Assert.True(Price() < before / 100);
    }

    [Fact]
    public void Above_its_threshold_long_context_costs_what_it_costs()
    {
        ModelPrice price = new() { Standard = new() { Input = 1, Output = 0 }, LongContext = new(1000, new() { Input = 4, Output = 0 }) };
        var planner = Plans.Planner([Plans.Candidate(Plans.Model("m") with { Prices = [price] })]);
        var estimate = planner.Plan(Plans.Ask(new string('x', 40_000))).Explanation.Routes[0].Estimate!;

        Assert.Equal(estimate.Input * 4e-6, estimate.Dollars!.Value, 9);
    }
}
