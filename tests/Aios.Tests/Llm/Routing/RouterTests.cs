using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Aios.Tests.Llm.Routing.Calls;

namespace Aios.Tests.Llm.Routing;

public sealed class RouterTests
{
    readonly FakeTimeProvider _clock = new();
    readonly List<string> _asked = [];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_route_answers_and_no_other_is_asked()
    {
        var call = To("first", "second");

        var text = await AskAsync(call, _ => Chunks("a", "b", "c"));

        Assert.Equal(["a", "b", "c"], text);
        Assert.Equal(["first"], _asked);
        Assert.Null(Assert.Single(call.Attempts).Failure);
    }

    [Fact]
    public async Task A_route_that_fails_before_its_first_chunk_gives_way_to_the_next()
    {
        var call = To("first", "second", "third");

        var text = await AskAsync(call, name => name == "second" ? Chunks("b") : Broken(Overloaded($"{name} is busy")));

        Assert.Equal(["b"], text);
        Assert.Equal(["first", "second"], _asked);
        Assert.Equal([new Failure(FailureKind.Overloaded, "first is busy"), null], call.Attempts.Select(attempt => attempt.Failure));
    }

    [Fact]
    public async Task A_route_that_fails_after_its_first_chunk_is_the_last_that_was_asked()
    {
        var (call, cause, heard) = (To("first", "second"), Overloaded(), new List<string>());

        var interrupted = await Assert.ThrowsAsync<AnswerInterruptedException>(async () =>
        {
            await foreach (var chunk in Stream(call, _ => Broken(cause, "a", "b")))
            {
                heard.Add(chunk);
            }
        });

        Assert.Equal(["a", "b"], heard);
        Assert.Equal(["first"], _asked);
        Assert.Same(cause, interrupted.InnerException);
        Assert.Equal(cause.Failure, interrupted.Failure);
        Assert.Equal(cause.Failure, Assert.Single(call.Attempts).Failure);
    }

    [Fact]
    public async Task Creating_the_stream_may_fail()
    {
        var text = await AskAsync(To("first", "second"), name => name == "first" ? throw Overloaded() : Chunks("b"));

        Assert.Equal(["b"], text);
    }

    [Fact]
    public async Task An_empty_answer_is_malformed_and_gives_way_to_the_next()
    {
        var call = To("first", "second");

        var text = await AskAsync(call, name => name == "first" ? Chunks() : Chunks("b"));

        Assert.Equal(["b"], text);
        Assert.Equal(FailureKind.Malformed, call.Attempts[0].Failure?.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exception_that_the_provider_cannot_name_passes_through(bool afterTheFirstChunk)
    {
        var bug = new InvalidOperationException("A bug.");
        IEnumerable<string> before = afterTheFirstChunk ? ["a"] : [];

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => AskAsync(To("first", "second"), _ => Broken(bug, before)));

        Assert.Same(bug, thrown);
        Assert.Equal(["first"], _asked);
    }

    [Fact]
    public async Task When_no_route_answers_all_attempts_are_told_in_order()
    {
        var call = To("first", "second");

        var failed = await Assert.ThrowsAsync<NoRouteAnsweredException>(() => AskAsync(call, name => Broken(Overloaded($"{name} is busy"))));

        Assert.Equal(["first", "second"], failed.Attempts.Select(attempt => attempt.Route.Provider.Name));
        Assert.Equal("No route answered: first/first-model: first is busy; second/second-model: second is busy", failed.Message);
    }

    [Fact]
    public async Task A_plan_without_routes_is_answered_by_none()
    {
        var failed = await Assert.ThrowsAsync<NoRouteAnsweredException>(() => AskAsync(To(Array.Empty<string>()), _ => Chunks("a")));

        Assert.Empty(failed.Attempts);
    }

    [Fact]
    public async Task Each_attempt_knows_how_long_it_took()
    {
        var call = To("first", "second");

        await AskAsync(call, name =>
        {
            _clock.Advance(TimeSpan.FromSeconds(name == "first" ? 3 : 5));
            return name == "first" ? Broken(Overloaded()) : Chunks("b");
        });

        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(5)], call.Attempts.Select(attempt => attempt.Took));
    }

    IAsyncEnumerable<string> Stream(ModelCall call, Func<string, IAsyncEnumerable<string>> ask) => RouterAt(_clock).StreamAsync(
        call,
        (attempt, _) =>
        {
            _asked.Add(attempt.Route.Provider.Name);
            return ask(attempt.Route.Provider.Name);
        },
        Token);

    async Task<List<string>> AskAsync(ModelCall call, Func<string, IAsyncEnumerable<string>> ask) => await Stream(call, ask).ToListAsync(Token);
}
