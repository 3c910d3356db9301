using Aios.Cli.Choosing;
using Aios.Llm.Routing.Planning;
using Aios.Testing;
using Aios.Tests.Cli.Configuration;
using Aios.Tests.Llm.Routing.Planning;
using Xunit;

namespace Aios.Tests.Cli.Choosing;

/// <summary>Among whom is chosen, and whom nobody expects to be asked.</summary>
public sealed class RouteCatalogTests : IDisposable
{
    const string Key = "sk-canary-0123456789";

    const string Models = """
        "models":[{"provider":"anthropic","id":"big-1","default":true,"quality":0.9},{"provider":"anthropic","id":"small-1","quality":0.6},{"provider":"anthropic","id":"old-1","retires_on":"2020-01-01"},
                  {"provider":"openai","id":"other-1","default":true,"quality":0.9}]
        """;

    readonly World _world = new World().User($$"""{ {{Models}} }""");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Where_nobody_chose_the_usual_model_of_each_vendor_with_a_key_is_a_candidate()
    {
        _world.Set("ANTHROPIC_API_KEY", Key).Set("OPENAI_API_KEY", Key).Set("OLLAMA_HOST", "http://127.0.0.1:1");

        var plans = await PlansAsync();

        Assert.Equal(["anthropic/big-1", "openai/other-1"], plans.For(Plans.Ask()).Names());
        Assert.False(plans.IsOffline);
    }

    [Fact]
    public async Task Where_nothing_is_set_up_the_generator_does_what_it_can()
    {
        var plans = await PlansAsync("backend");

        Assert.True(plans.IsOffline);
        Assert.Equal("offline", plans.For(Plans.Task()).Routes[0].Provider.Name);
        Assert.Empty((await PlansAsync()).For(Plans.Ask()).Routes);
    }

    [Fact]
    public async Task Where_routing_is_configured_everything_that_can_be_asked_is_a_candidate_but_not_the_generator()
    {
        _world.User($$"""{ "routing":{"policy":"cheapest"}, {{Models}} }""").Set("ANTHROPIC_API_KEY", Key);

        var names = (await PlansAsync("backend")).For(Plans.Task()).Names().ToList();

        Assert.Contains("anthropic/big-1", names);
        Assert.Contains("anthropic/small-1", names);
        Assert.DoesNotContain("anthropic/old-1", names);
        Assert.DoesNotContain(names, name => name.StartsWith("offline", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"rules":[{"complexity":"1-3","policy":"local"}]}""")]
    [InlineData("""{"rules":[{"complexity":"1-3","model":"offline"}]}""")]
    public async Task Cheap_tasks_stay_here_and_others_go_out_where_that_is_configured(string routing)
    {
        _world.User($$"""{ "routing":{{routing}}, {{Models}} }""").Set("ANTHROPIC_API_KEY", Key);

        var plans = await PlansAsync("backend");

        Assert.Equal("offline", Assert.Single(plans.For(Plans.Task(complexity: 2)).Routes).Provider.Name);
        Assert.Equal("anthropic", plans.For(Plans.Task(complexity: 8) with { Policy = "best" }).Routes[0].Provider.Name);
    }

    [Fact]
    public async Task A_model_that_was_chosen_pins_whatever_is_configured()
    {
        _world.User($$"""{ "routing":{"policy":"local"}, "specialists":{"cto":"openai/other-1"}, {{Models}} }""").Set("ANTHROPIC_API_KEY", Key).Set("OPENAI_API_KEY", Key);

        var plan = (await PlansAsync("cto", "backend")).For(Plans.Ask() with { Spender = new() { Specialist = "cto" } });

        Assert.Equal(["openai/other-1"], plan.Names());
        Assert.Equal("pinned", plan.Explanation.Policy);
        Assert.Contains("It was chosen by", plan.Explanation.Routes[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_is_asked_what_it_has_unless_none_of_its_models_may_be_asked()
    {
        await using var server = WireServer.Saying(200, "application/json", """{"object":"list","data":[{"id":"org/own","object":"model"}]}""");
        _world.User($$"""{ "routing":{"policy":"local"}, {{Models}} }""").Set("ANTHROPIC_API_KEY", Key).Set("VLLM_BASE_URL", server.Address + "v1");

        Assert.Equal(["vllm/org/own"], (await PlansAsync()).For(Plans.Ask()).Names());

        _world.User($$"""{ "routing":{"models":["anthropic/*"]}, {{Models}} }""");
        var asked = server.Seen.Count;
        await PlansAsync();
        Assert.Equal(asked, server.Seen.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_keeps_nobody_from_asking_others()
    {
        _world.User($$"""{ "routing":{"policy":"cheapest"}, {{Models}} }""").Set("ANTHROPIC_API_KEY", Key).Set("VLLM_BASE_URL", "http://127.0.0.1:1/v1");

        var (catalog, plans) = await BothAsync([]);

        Assert.NotEmpty(plans.For(Plans.Ask()).Routes);
        Assert.Contains("vllm does not say which models it has", Assert.Single(catalog.Warnings), StringComparison.Ordinal);
    }

    async Task<RoutePlans> PlansAsync(params string[] specialists) => (await BothAsync(specialists)).Plans;

    async Task<(RouteCatalog Catalog, RoutePlans Plans)> BothAsync(IReadOnlyList<string> specialists)
    {
        var settings = _world.Read();
        using OpenProviders open = new(settings, Plans.Clock);
        ModelFinder finder = new(settings, open, () => new ScriptedProvider(_ => null) { Name = "offline" }, Plans.Clock);
        RouteCatalog catalog = new(settings, open, finder, Plans.Clock);
        return (catalog, await RoutePlans.MakeAsync(
            settings, specialists, catalog, (candidates, rules) => new Planner(candidates, rules with { Exploration = 0 }, Plans.Clock, new Random(1)), Token));
    }
}
