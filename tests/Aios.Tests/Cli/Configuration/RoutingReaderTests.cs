using Aios.Cli.Configuration;
using Aios.Llm.Spending;
using Xunit;

namespace Aios.Tests.Cli.Configuration;

public sealed class RoutingReaderTests : IDisposable
{
    readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void What_is_configured_becomes_the_rules_of_a_planner()
    {
        var routing = _world.User("""
            {"routing":{"policy":"cheapest","value_of_time":12.5,"exploration":0.1,"models":["anthropic/*","offline"],
             "rules":[{"complexity":"1-3","policy":"local"},{"kind":"backend/*","complexity":7,"specialist":"backend","model":"openai/m"}],
             "experiments":[{"name":"e","kinds":["page"],"arms":[{"name":"a","weight":3,"model":"m"},{"name":"b","policy":"best"}]}]}}
            """).Read().Routing;
        var rules = routing.ToRules();

        Assert.True(routing.IsConfigured);
        Assert.Equal(("cheapest", 12.5, 0.1), (rules.Policy, rules.ValueOfTime, rules.Exploration));
        Assert.Equal(["anthropic/*", "offline"], rules.Models.Select(model => model.Text));
        Assert.Equal([(1, 3), (7, 7)], rules.Rules.Select(rule => rule.Complexity!.Value));
        Assert.Equal(("local", "openai/m"), (rules.Rules[0].Policy, rules.Rules[1].Model?.Text));
        Assert.Equal([3.0, 1.0], Assert.Single(rules.Experiments).Arms.Select(arm => arm.Weight));
    }

    [Fact]
    public void Without_a_word_nothing_is_configured_and_the_defaults_hold()
    {
        var routing = _world.Read().Routing;

        Assert.False(routing.IsConfigured);
        Assert.Equal(("expected-cost", 1.0, 0.02), (routing.ToRules().Policy, routing.ToRules().ValueOfTime, routing.ToRules().Exploration));
        Assert.Empty(routing.ToRules(Workshop.Sample.Team).Rules);
    }

    [Fact]
    public void The_specialists_preferences_hold_where_rules_are_configured_and_no_policy_is()
    {
        var rules = _world.User("""{"routing":{"rules":[{"specialist":"cto","policy":"fastest"}]}}""").Read().Routing.ToRules(Workshop.Sample.Team).Rules;

        Assert.Equal("fastest", rules.First(rule => rule.Specialist == "cto").Policy);
        Assert.Equal("cheapest", rules.First(rule => rule.Specialist == "devops").Policy);
        Assert.Empty(_world.User("""{"routing":{"policy":"best"}}""").Read().Routing.ToRules(Workshop.Sample.Team).Rules);
    }

    [Theory]
    [InlineData("""{"policy":"dearest"}""", "routing.policy should be one of expected-cost")]
    [InlineData("""{"policy":"pinned"}""", "routing.policy cannot be pinned")]
    [InlineData("""{"policy":"experiment"}""", "routing.experiments is missing")]
    [InlineData("""{"value_of_time":-1}""", "routing.value_of_time should be a number from 0 to 10000")]
    [InlineData("""{"exploration":1.5}""", "routing.exploration should be a number from 0 to 1")]
    [InlineData("""{"models":[1]}""", "routing.models should be a list of texts")]
    [InlineData("""{"rules":[{}]}""", "routing.rules[0].policy is missing")]
    [InlineData("""{"rules":[{"policy":"best","complexity":"0-3"}]}""", "routing.rules[0].complexity should be")]
    [InlineData("""{"rules":[{"policy":"best","complexity":"5-3"}]}""", "routing.rules[0].complexity should be")]
    [InlineData("""{"rules":[{"policy":"best","specialist":"boss"}]}""", "routing.rules[0].specialist should be one of")]
    [InlineData("""{"experiments":[{"name":"e","arms":[{"name":"a"},{"name":"a"}]}]}""", "routing.experiments[0].arms should be at least two")]
    [InlineData("""{"experiments":[{"name":"e","arms":[{"name":"a","policy":"experiment"},{"name":"b"}]}]}""", "cannot be another experiment")]
    [InlineData("""{"unknown":1}""", "routing.unknown is not known")]
    public void Every_mistake_is_named(string routing, string mistake) => Assert.Contains(
        mistake, Assert.Throws<ConfigurationException>(() => _world.User($$"""{"routing":{{routing}}}""").Read()).Message, StringComparison.Ordinal);

    [Fact]
    public void A_project_chooses_policies_behind_those_of_the_user()
    {
        var routing = _world.User("""{"routing":{"value_of_time":5,"rules":[{"complexity":1,"policy":"local"}]}}""")
            .Project("""{"routing":{"policy":"best","value_of_time":7,"rules":[{"kind":"page","policy":"cheapest"}]}}""").Read().Routing;

        Assert.Equal(("best", 5.0), (routing.Policy?.Value, routing.ValueOfTime?.Value));
        Assert.Equal(["local", "cheapest"], routing.Rules.Select(rule => rule.Value.Policy));
    }

    [Fact]
    public void A_project_may_lower_what_a_run_may_cost_and_not_raise_it()
    {
        _world.User("""{"limits":{"max_cost":2.5}}""");

        Assert.Equal(new Money(2_500_000_000), _world.Read().MaxCost?.Value);
        Assert.Equal(new Money(1_000_000_000), _world.Project("""{"limits":{"max_cost":1}}""").Read().MaxCost?.Value);
        Assert.Contains(
            "limits.max_cost is $3.00, and a project may only lower the $2.50",
            Assert.Throws<ConfigurationException>(() => _world.Project("""{"limits":{"max_cost":3}}""").Read()).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "limits.max_cost should be dollars", Assert.Throws<ConfigurationException>(() => _world.User("""{"limits":{"max_cost":0}}""").Project("{}").Read()).Message, StringComparison.Ordinal);
    }
}
