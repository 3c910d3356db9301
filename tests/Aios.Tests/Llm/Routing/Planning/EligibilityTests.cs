using Aios.Llm.Models;
using Aios.Llm.Routing;
using Aios.Llm.Routing.Planning;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Routing.Planning;

/// <summary>Who may be asked at all, and why others may not.</summary>
public sealed class EligibilityTests
{
    static readonly Model _able = Plans.Model("able");

    [Theory]
    [InlineData("tools", "call tools")]
    [InlineData("schema", "keep to a schema")]
    [InlineData("image", "read images")]
    [InlineData("document", "read documents")]
    [InlineData("search", "search the web")]
    [InlineData("thinking", "think before it answers")]
    public void What_a_model_is_known_not_to_be_able_to_do_is_not_asked_of_it(string wanted, string refusal)
    {
        var unable = Plans.Model("unable") with
        {
            Capabilities = new() { Tools = false, ToolChoice = false, Images = false, Documents = false, Schema = false, WebSearch = false, Thinking = Thinking.None },
        };
        var request = wanted switch
        {
            "tools" => Plans.Ask(options: new() { Tools = [AIFunctionFactory.Create(() => 1, "one")] }),
            "schema" => Plans.Ask(options: new() { ResponseFormat = ChatResponseFormat.ForJsonSchema<int>() }),
            "image" => Media("image/png"),
            "document" => Media("application/pdf"),
            "search" => Plans.Ask(options: new() { Tools = [new HostedWebSearchTool()] }),
            _ => Plans.Ask(options: new() { Reasoning = new() { Effort = ReasoningEffort.Low } }),
        };

        var plan = Plans.Planner([Plans.Candidate(unable), Plans.Candidate(_able)]).Plan(request);

        Assert.Equal(["vendor/able"], plan.Names());
        Assert.Contains(refusal, plan.Refusal("vendor/unable"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_knows_is_left_to_the_provider() =>
        Assert.Single(Plans.Planner([Plans.Candidate(_able)]).Plan(Plans.Ask(options: new() { Tools = [AIFunctionFactory.Create(() => 1, "one")] })).Routes);

    [Fact]
    public void A_question_that_does_not_fit_a_window_goes_to_a_larger_one()
    {
        var small = _able with { Id = "small", ContextWindow = 1000 };

        var plan = Plans.Planner([Plans.Candidate(small), Plans.Candidate(_able)]).Plan(Plans.Ask(string.Concat(Enumerable.Repeat("many words ", 400))));

        Assert.Equal(["vendor/able"], plan.Names());
        Assert.Contains("Its window holds 1000 tokens", plan.Refusal("vendor/small"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_seems_not_to_fit_is_counted_where_it_can_be_counted()
    {
        var counting = _able with { ContextWindow = 1100, Vocabulary = Vocabulary.O200k };

        Assert.Single(Plans.Planner([Plans.Candidate(counting)]).Plan(Plans.Ask(string.Concat(Enumerable.Repeat("interesting ", 450)))).Routes);
    }

    [Fact]
    public void The_answer_has_to_fit_too()
    {
        var plan = Plans.Planner([Plans.Candidate(_able)]).Plan(Plans.Ask(options: new() { MaxOutputTokens = 100_000 }));

        Assert.Empty(plan.Routes);
        Assert.Contains("its answer 100000", plan.Refusal("vendor/able"), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_is_to_stay_here_leaves_this_machine()
    {
        var planner = Plans.Planner([Plans.Candidate(_able), Plans.Candidate(Plans.Model("own"), "ollama") with { IsHere = true }]);

        var plan = planner.Plan(Plans.Ask() with { StaysHere = true });

        Assert.Equal(["ollama/own"], plan.Names());
        Assert.Contains("nothing may leave it", plan.Refusal("vendor/able"), StringComparison.Ordinal);
        Assert.Equal(2, planner.Plan(Plans.Ask()).Routes.Count);
    }

    [Fact]
    public void Only_allowed_models_are_asked()
    {
        var rules = new RoutingRules { Models = [new("vendor/*"), new("exact")] };

        var plan = Plans.Planner([Plans.Candidate(_able), Plans.Candidate(Plans.Model("exact"), "other"), Plans.Candidate(Plans.Model("else"), "other")], rules).Plan(Plans.Ask());

        Assert.Equal(["other/exact", "vendor/able"], plan.Names().Order());
        Assert.Contains("vendor/*, exact", plan.Refusal("other/else"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_retired_model_is_not_asked_from_its_last_day_on()
    {
        var clock = Plans.Clock;
        var planner = Plans.Planner([Plans.Candidate(_able with { RetiresOn = new(2026, 11, 24) })], clock: clock);

        Assert.Single(planner.Plan(Plans.Ask()).Routes);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Contains("2026-11-24", planner.Plan(Plans.Ask()).Refusal("vendor/able"), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_works_for_specialists_only_answers_no_questions()
    {
        var planner = Plans.Planner([Plans.Candidate(_able) with { NeedsSpecialist = true }]);

        Assert.Empty(planner.Plan(Plans.Ask()).Routes);
        Assert.Single(planner.Plan(Plans.Task()).Routes);
    }

    [Fact]
    public void Under_a_budget_what_could_cost_more_than_is_left_is_not_asked_and_neither_is_what_has_no_price()
    {
        RouteCandidate[] candidates = [Plans.Candidate(_able), Plans.Candidate(Plans.Model("dear", 100, 500)), Plans.Candidate(Plans.Model("unpriced", null))];

        var plan = Plans.Planner(candidates, allowance: _ => new(new Money(100_000_000), false)).Plan(Plans.Ask(options: new() { MaxOutputTokens = 1000 }));

        Assert.Equal(["vendor/able"], plan.Names());
        Assert.Contains("$0.10 are left", plan.Refusal("vendor/dear"), StringComparison.Ordinal);
        Assert.Contains("Nobody knows its price", plan.Refusal("vendor/unpriced"), StringComparison.Ordinal);
        Assert.Equal(3, Plans.Planner(candidates).Plan(Plans.Ask()).Routes.Count);
    }

    [Fact]
    public void Each_request_is_held_to_the_budget_of_whoever_makes_it()
    {
        var planner = Plans.Planner([Plans.Candidate(_able)], allowance: spender => spender.Run == "poor" ? new(Money.Zero, false) : default);

        Assert.Empty(planner.Plan(Plans.Ask() with { Spender = new() { Run = "poor" } }).Routes);
        Assert.Single(planner.Plan(Plans.Ask()).Routes);
    }

    static RouteRequest Media(string type) => new([new(ChatRole.User, [new DataContent(new byte[] { 1 }, type), new TextContent("What is it?")])], null);
}
