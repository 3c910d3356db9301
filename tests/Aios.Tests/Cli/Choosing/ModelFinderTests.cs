using Aios.Cli;
using Aios.Cli.Choosing;
using Aios.Cli.Configuration;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Tests.Cli.Configuration;
using Aios.Tests.Llm.Routing;
using Aios.Workshop.Specialists;
using Xunit;

namespace Aios.Tests.Cli.Choosing;

public sealed class ModelFinderTests : IDisposable
{
    const string Key = "sk-canary-0123456789";
    const string OwnModels = """
        {"models":[
          {"provider":"anthropic","id":"big-1","default":true},
          {"provider":"anthropic","id":"small-1-20250101","aliases":["small-1"]},
          {"provider":"openai","id":"other-1","default":true}],
         "providers":{"gpu":{"endpoints":[{"address":"http://127.0.0.1:1/v1"},{"name":"spare","address":"http://127.0.0.1:2/v1"}]}}}
        """;

    readonly World _world = new World().User(OwnModels);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData("anthropic/big-1", "anthropic/big-1")]
    [InlineData("big-1", "anthropic/big-1")]
    [InlineData("anthropic/small-1", "anthropic/small-1-20250101")]
    [InlineData("other-1", "openai/other-1")]
    [InlineData("gpu/org/model:8b", "gpu/org/model:8b")]
    [InlineData("offline", "offline/offline-model")]
    [InlineData("offline/generator", "offline/offline-model")]
    public async Task A_model_is_found_by_what_it_is_called(string chosen, string found)
    {
        _world.Set("ANTHROPIC_API_KEY", Key).Set("OPENAI_API_KEY", Key);

        Assert.Equal(found, Name((await RoutesAsync(chosen))[0]));
    }

    [Theory]
    [InlineData("ANTHROPIC_API_KEY", "anthropic/big-1")]
    [InlineData("OPENAI_API_KEY", "openai/other-1")]
    public async Task Where_nobody_chose_the_first_provider_with_a_key_is_asked_for_its_default(string variable, string found)
    {
        _world.Set(variable, Key);

        var route = Assert.Single(await RoutesAsync(null));
        Assert.Equal(found, Name(route));
        Assert.Contains($"environment {variable}", route.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_set_up_nobody_is_asked()
    {
        _world.User("{}");

        Assert.Empty(await RoutesAsync(null));
    }

    [Fact]
    public async Task Further_endpoints_stand_behind_the_first()
    {
        var routes = await RoutesAsync("gpu/m");

        Assert.Equal(["default", "spare"], routes.Select(route => route.Route.Provider.Endpoint));
        Assert.Contains("'spare'", routes[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_a_silent_server_may_have_is_not_called_unknown()
    {
        var exception = await Assert.ThrowsAsync<UnaskedException>(() => RoutesAsync("bigg-1"));

        Assert.Equal(("unreachable", "gpu", 0m), (Problem.Of(exception).Code, Problem.Of(exception).Provider, Problem.Of(exception).CostUsd));
        Assert.Equal(FailureKind.Unreachable, exception.Failure.Kind);
        Assert.StartsWith("gpu does not say which models it has: ", exception.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("anthropic/big-1", exception.Failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_that_nobody_knows_is_answered_with_the_nearest()
    {
        Assert.Contains("anthropic/big-1", (await Assert.ThrowsAsync<UnknownModelException>(() => RoutesAsync("anthropic/bigg-1"))).Nearest);

        _world.User("""{"models":[{"provider":"anthropic","id":"big-1","context_window":1000}]}""");
        Assert.Contains("anthropic/big-1", (await Assert.ThrowsAsync<UnknownModelException>(() => RoutesAsync("antropic/big-1"))).Nearest);

        _world.User("{}");
        Assert.NotEmpty((await Assert.ThrowsAsync<UnknownModelException>(() => RoutesAsync("nothing-like-any-of-them-at-all"))).Nearest);
    }

    [Fact]
    public async Task A_vendor_without_a_key_is_not_asked_at_its_own_address()
    {
        var exception = await Assert.ThrowsAsync<KeyMissingException>(() => RoutesAsync("anthropic/big-1"));

        Assert.Contains("ANTHROPIC_API_KEY", exception.Hint, StringComparison.Ordinal);
        Assert.Equal("anthropic", exception.Provider);
    }

    [Fact]
    public async Task A_server_that_has_no_address_is_said_to_lack_one() =>
        Assert.Contains("VLLM_BASE_URL", (await Assert.ThrowsAsync<KeyMissingException>(() => RoutesAsync("vllm/x"))).Hint, StringComparison.Ordinal);

    [Fact]
    public async Task Each_specialist_asks_its_own_model_and_all_others_the_common_one()
    {
        _world.Set("ANTHROPIC_API_KEY", Key);
        var settings = _world.Read("anthropic/big-1,qa=offline");
        using OpenProviders open = new(settings, TimeProvider.System);

        var plan = await RoutePlans.MakeAsync(settings, Team.Roles, new(settings, open, Finder(settings, open), TimeProvider.System), (candidates, rules) => new(candidates, rules, TimeProvider.System, new(0)), Token);

        string Asked(string? specialist) => plan.For(new RouteRequest([], null) { Spender = new() { Specialist = specialist } }).Routes[0].Name;
        Assert.Equal(("anthropic/big-1", "offline/offline-model", "anthropic/big-1"), (Asked("cto"), Asked("qa"), Asked(null)));
        Assert.False(plan.IsOffline);
    }

    [Fact]
    public async Task Without_any_key_the_generator_writes_and_says_why()
    {
        var settings = _world.User("{}").Read();
        using OpenProviders open = new(settings, TimeProvider.System);

        var plan = await RoutePlans.MakeAsync(settings, Team.Roles, new(settings, open, Finder(settings, open), TimeProvider.System), (candidates, rules) => new(candidates, rules, TimeProvider.System, new(0)), Token);

        Assert.True(plan.IsOffline);
        Assert.Contains("no key", plan.For(new([], null) { Spender = new() { Specialist = "qa" } }).Explanation.Routes[0].Reason, StringComparison.Ordinal);
    }

    async Task<IReadOnlyList<PlannedRoute>> RoutesAsync(string? chosen)
    {
        var settings = _world.Read(chosen);
        using OpenProviders open = new(settings, TimeProvider.System);
        return await Finder(settings, open).RoutesAsync(settings.Model.Everyone, Token);
    }

    static ModelFinder Finder(Settings settings, OpenProviders open) => new(settings, open, () => Calls.Named("offline", ModelPrice.Free), TimeProvider.System);

    static string Name(PlannedRoute route) => $"{route.Route.Provider.Name}/{route.Route.Model.Id}";
}
