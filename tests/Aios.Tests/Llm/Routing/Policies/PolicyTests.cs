using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Routing.Policies;
using Aios.Tests.Llm.Routing.Planning;
using Xunit;

namespace Aios.Tests.Llm.Routing.Policies;

/// <summary>The order that each policy makes, and the sentence that it says about it.</summary>
public sealed class PolicyTests
{
    static readonly RouteCandidate _poor = Plans.Candidate(Plans.Model("poor", 0.1m, 0.5m, 0.5));
    static readonly RouteCandidate _fair = Plans.Candidate(Plans.Model("fair", 1, 5, 0.8));
    static readonly RouteCandidate _good = Plans.Candidate(Plans.Model("good", 2, 10, 0.91));
    static readonly RouteCandidate _best = Plans.Candidate(Plans.Model("best", 10, 50, 0.95));
    static readonly RouteCandidate _unpriced = Plans.Candidate(Plans.Model("unpriced", null, null, 0.9));

    static RouteCandidate[] All => [_poor, _fair, _good, _best, _unpriced];

    [Theory]
    [InlineData("cheapest", "fair good best unpriced poor")]
    [InlineData("best", "best good unpriced fair poor")]
    [InlineData("pinned", "poor fair good best unpriced")]
    public void The_order_can_be_said_in_one_sentence(string policy, string order) => Assert.Equal(order, Order(All, policy));

    [Fact]
    public void Of_equally_likely_ones_the_best_is_the_cheaper() =>
        Assert.Equal("cheap dear unpriced", Order(
            [Plans.Candidate(Plans.Model("unpriced", null)), Plans.Candidate(Plans.Model("dear", 5, 25)), Plans.Candidate(Plans.Model("cheap"))], "best"));

    [Fact]
    public void Where_nobody_is_known_to_be_good_enough_the_likeliest_come_first_and_of_equally_likely_ones_the_cheaper() =>
        Assert.Equal("likelier cheap dear unpriced", Order(
            [
                Plans.Candidate(Plans.Model("unpriced", null, quality: 0.5)), Plans.Candidate(Plans.Model("dear", 5, 25, 0.5)),
                Plans.Candidate(Plans.Model("cheap", 4.9m, 24.5m, 0.5)), Plans.Candidate(Plans.Model("likelier", 50, 250, 0.6)),
            ],
            "cheapest"));

    [Fact]
    public void The_fastest_is_the_first_to_be_done_of_those_that_are_good_enough()
    {
        Experience experience = new();
        experience.Answered("backend/router", "vendor/poor", 100, TimeSpan.FromSeconds(1));
        experience.Answered("backend/router", "vendor/best", 100, TimeSpan.FromSeconds(2));
        experience.Answered("backend/router", "vendor/fair", 100, TimeSpan.FromSeconds(30));

        var plan = Plans.Planner([_poor, _fair, _best], new() { Policy = "fastest" }, experience).Plan(Plans.Task());

        Assert.Equal(["vendor/best", "vendor/fair", "vendor/poor"], plan.Names());
        Assert.Contains("2.0 s", plan.Explanation.Routes[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Local_asks_nobody_else_and_orders_by_expected_cost()
    {
        RouteCandidate[] candidates = [_best, _poor with { IsHere = true }, Plans.Candidate(Plans.Model("own", 0, 0, 0.9), "ollama") with { IsHere = true }];

        Assert.Equal("own poor", Order(candidates, "local"));
    }

    [Fact]
    public void The_expected_cost_is_the_sum_of_its_terms_and_the_order_is_theirs()
    {
        var explanation = Plans.Planner(All).Plan(Plans.Task()).Explanation;

        var sums = explanation.Routes.Where(each => each.Estimate!.Dollars is not null).Select(each => each.Estimate!.Terms.Values.Sum()).ToList();
        Assert.Equal(sums.Order(), sums);
        Assert.Equal(4, sums.Count);
        Assert.All(explanation.Routes.Take(4), each => Assert.Contains(Dollars.Text(each.Estimate!.Terms.Values.Sum()), each.Reason, StringComparison.Ordinal));
    }

    /// <summary>By hand: 1,000 tokens in and 1,000 out, 22 s at a dollar an hour, and a failure repaired by the next better one.</summary>
    [Fact]
    public void The_formula_gives_what_it_gives_by_hand()
    {
        var request = Plans.Task() with { Messages = [new(Microsoft.Extensions.AI.ChatRole.User, new string('x', 3976))], ExpectedOutput = 1000 };
        var routes = Plans.Planner([_fair, _best]).Plan(request).Explanation.Routes.ToDictionary(each => each.Route.Model.Id, each => each.Estimate!);

        const double time = 22.0 / 3600;
        const double best = (0.06 + time) / 0.95;
        Assert.Equal(best, routes["best"].Terms.Values.Sum(), 9);
        Assert.Equal(0.006 + time + (0.2 * best), routes["fair"].Terms.Values.Sum(), 9);
        Assert.Equal((1000, 1000, 22.0), (routes["fair"].Input, routes["fair"].Output, routes["fair"].Seconds!.Value));
        Assert.True(routes["fair"].IsTimeAssumed);
    }

    [Fact]
    public void An_unknown_price_never_wins() => Assert.All(
        (string[])["expected-cost", "cheapest"],
        policy => Assert.NotEqual("unpriced", Order([_unpriced, _best], policy).Split(' ')[0]));

    [Fact]
    public void Where_time_is_dear_the_quick_one_wins_and_where_it_is_cheap_the_cheap_one()
    {
        Experience experience = new();
        experience.Answered("backend/router", "vendor/good", 500, TimeSpan.FromSeconds(60));
        experience.Answered("backend/router", "vendor/best", 500, TimeSpan.FromSeconds(5));
        string First(double dollarsPerHour) => Plans.Planner([_good, _best], new() { ValueOfTime = dollarsPerHour, Exploration = 0 }, experience).Plan(Plans.Task()).Names().First();

        Assert.Equal("vendor/good", First(0.1));
        Assert.Equal("vendor/best", First(20));
    }

    [Fact]
    public void A_hard_task_goes_to_a_likelier_model_than_an_easy_one()
    {
        RouteCandidate[] candidates = [Plans.Candidate(Plans.Model("small", 1, 5, 0.6)), Plans.Candidate(Plans.Model("large", 2.2m, 11, 0.97))];
        string First(int complexity) => Plans.Planner(candidates, new() { ValueOfTime = 0, Exploration = 0 }).Plan(Plans.Task(complexity: complexity)).Names().First();

        Assert.Equal("vendor/small", First(1));
        Assert.Equal("vendor/large", First(10));
    }

    [Fact]
    public void A_wait_for_a_limit_is_time_that_costs()
    {
        RouteCandidate rival = Plans.Candidate(Plans.Model("rival", 2, 10, 0.91));
        RouteStanding limited = new() { LimitedUntil = Plans.Now.AddSeconds(20) };

        var plan = Plans.Planner([_good, rival], standings: route => route.Model.Id == "good" ? limited : RouteStanding.Unknown).Plan(Plans.Task());

        Assert.Equal(["vendor/rival", "vendor/good"], plan.Names());
        Assert.Equal(20, plan.Explanation.Routes[1].Estimate!.Seconds - plan.Explanation.Routes[0].Estimate!.Seconds);
    }

    [Fact]
    public void A_stated_share_of_decisions_tries_out_what_may_be_better_but_never_for_questions()
    {
        RouteCandidate[] candidates = [_fair, Plans.Candidate(Plans.Model("rival", 1, 5, 0.79))];
        var planner = Plans.Planner(candidates, new() { Exploration = 0.1 });

        Assert.InRange(Enumerable.Range(0, 10_000).Count(_ => planner.Plan(Plans.Task()).Routes[0].Model.Id == "rival"), 200, 800); // some 1,000 draws, near half of them the other way
        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Equal("fair", planner.Plan(Plans.Ask()).Routes[0].Model.Id));
    }

    [Fact]
    public void What_is_tried_out_says_so()
    {
        var plan = Plans.Planner(All, new() { Exploration = 1 }).Plan(Plans.Task());

        Assert.Contains("tried out", plan.Explanation.Routes[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_policy_for_every_name_and_none_for_another()
    {
        Assert.Equal(["balanced", "best", "cheapest", "expected-cost", "experiment", "fastest", "local", "pinned"], PolicyTable.Names.Order());
        Assert.Contains("expected-cost", Assert.Throws<ArgumentException>(() => Plans.Planner(All, new() { Policy = "random" })).Message, StringComparison.Ordinal);
    }

    static string Order(IEnumerable<RouteCandidate> candidates, string policy) =>
        string.Join(' ', Plans.Planner(candidates, new() { Policy = policy, Exploration = 0 }).Plan(Plans.Task()).Routes.Select(route => route.Model.Id));
}
