using Aios.Cli;
using Aios.Cli.Asking;
using Aios.Cli.Choosing;
using Aios.Testing;
using Aios.Tests.Cli.Configuration;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Cli.Asking;

public sealed class WindowCheckTests : IDisposable
{
    readonly World _world = new World();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task A_question_that_does_not_fit_is_refused_and_only_counted()
    {
        await using var server = WireServer.Saying(200, "application/json", """{"input_tokens":5000}""");

        var exception = await Assert.ThrowsAsync<UnaskedException>(() => CheckAsync(server, length: 20_000));

        var problem = Problem.Of(exception);
        Assert.Equal(("context_too_long", 6, "anthropic", 0m), (problem.Code, problem.ExitCode, problem.Provider, problem.CostUsd));
        Assert.Contains("5000 tokens", problem.Message, StringComparison.Ordinal);
        Assert.Contains("anthropic/large-1", problem.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("tiny-1", problem.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("gone-1", problem.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain("openai/", problem.Hint, StringComparison.Ordinal); // there are enough of the one who was chosen
        Assert.EndsWith("/count_tokens", Assert.Single(server.Seen).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_fits_by_the_providers_own_count_may_be_sent()
    {
        await using var server = WireServer.Saying(200, "application/json", """{"input_tokens":900}""");

        await CheckAsync(server, length: 20_000);

        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task A_question_that_is_short_enough_by_any_count_costs_no_call()
    {
        await using var server = WireServer.Saying(200, "application/json", """{"input_tokens":5000}""");

        await CheckAsync(server, length: 10);

        Assert.Empty(server.Seen);
    }

    [Fact]
    public async Task Where_nobody_counts_the_provider_says_what_it_makes_of_the_question()
    {
        await using var server = WireServer.Saying(404, "application/json", "{}");

        await CheckAsync(server, length: 20_000);

        Assert.Single(server.Seen);
    }

    async Task CheckAsync(WireServer server, int length)
    {
        var settings = _world.Set("ANTHROPIC_API_KEY", "sk-canary-0123456789").Set("ANTHROPIC_BASE_URL", server.Address.ToString()).User("""
            {"models":[{"provider":"anthropic","id":"tiny-1","context_window":1000},{"provider":"anthropic","id":"large-1","context_window":5001},{"provider":"anthropic","id":"gone-1","context_window":5001,"retires_on":"2020-01-01"}]}
            """).Read("anthropic/tiny-1");
        using OpenProviders open = new(settings, TimeProvider.System);
        ModelFinder finder = new(settings, open, () => throw new InvalidOperationException("Nobody asked for it."), TimeProvider.System);
        var routes = await finder.RoutesAsync(settings.Model.Everyone, Token);
        await new WindowCheck(settings.Catalog, TimeProvider.System).CheckAsync(routes[0].Route, new([new(ChatRole.User, new string('a', length))], new()), Token);
    }
}
