using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Testing;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Aios.Tests.Llm.Routing.Calls;

namespace Aios.Tests.Llm.Routing;

/// <summary>How the router treats the streams it reads: opening, leaving, closing, cancelling.</summary>
public sealed class RouterStreamTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stream_is_disposed_of_when_the_caller_stops_early()
    {
        var stream = new ProbedStream("a", "b", "c");

        await foreach (var _ in Ask(To("first"), stream))
        {
            break;
        }

        Assert.Equal(1, stream.Disposals);
    }

    [Fact]
    public async Task A_stream_that_failed_is_disposed_of_before_the_next_route_is_asked()
    {
        var failing = new ProbedStream("a") { OnMove = () => throw Overloaded() };
        var before = -1;

        await RouterAt(new FakeTimeProvider()).StreamAsync(To("first", "second"), Opened, Token).ToListAsync(Token);

        Assert.Equal(1, before);

        IAsyncEnumerable<string> Opened(Attempt attempt, CancellationToken token)
        {
            before = failing.Disposals;
            return attempt.Route.Provider.Name == "first" ? failing : Chunks("b");
        }
    }

    [Fact]
    public async Task Opening_a_stream_may_fail()
    {
        var text = await Ask(To("first", "second"), new ProbedStream { OnOpen = Overloaded() }, new ProbedStream("b")).ToListAsync(Token);

        Assert.Equal(["b"], text);
    }

    [Fact]
    public async Task Closing_may_fail_after_an_answer_that_came_whole()
    {
        var call = To("first", "second");

        var text = await Ask(call, new ProbedStream("a", "b") { OnClose = Overloaded() }).ToListAsync(Token);

        Assert.Equal(["a", "b"], text);
        Assert.Null(Assert.Single(call.Attempts).Failure);
    }

    [Fact]
    public async Task Closing_may_fail_on_the_way_to_the_next_route()
    {
        var text = await Ask(To("first", "second"), new ProbedStream { OnClose = Overloaded() }, new ProbedStream("b")).ToListAsync(Token);

        Assert.Equal(["b"], text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Cancellation_passes_through_is_written_down_and_is_not_failed_over(int chunksBefore)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var (call, left) = (To("first", "second"), chunksBefore);
        var stream = new ProbedStream("a", "b", "c") { OnMove = StopAfterSome };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ask(call, stop.Token, stream).ToListAsync(Token).AsTask());

        Assert.Equal(FailureKind.Cancelled, Assert.Single(call.Attempts).Failure?.Kind);
        Assert.Equal(1, stream.Disposals);

        void StopAfterSome()
        {
            if (left-- == 0)
            {
                stop.Cancel();
                stop.Token.ThrowIfCancellationRequested();
            }
        }
    }

    [Fact]
    public async Task Cancellation_is_not_failed_over_even_when_the_provider_takes_it_for_a_failure()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var call = To("first", "second");
        var stream = new ProbedStream("a") { OnMove = () => { stop.Cancel(); throw new ScriptedException(FailureKind.TimedOut, "Gave up."); } };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Ask(call, stop.Token, stream, new ProbedStream("b")).ToListAsync(Token).AsTask());

        Assert.Single(call.Attempts);
    }

    static IAsyncEnumerable<string> Ask(ModelCall call, params IReadOnlyList<ProbedStream> streams) => Ask(call, Token, streams);

    static IAsyncEnumerable<string> Ask(ModelCall call, CancellationToken token, params IReadOnlyList<ProbedStream> streams)
    {
        var next = 0;
        return RouterAt(new FakeTimeProvider()).StreamAsync(call, (_, _) => streams[next++], token);
    }
}
