using System.Runtime.CompilerServices;
using Aios.Llm.Providers;
using Microsoft.Extensions.Logging;

namespace Aios.Llm.Routing;

/// <summary>Walks a plan: tries its routes in turn until one of them speaks.</summary>
/// <remarks>Once a chunk has reached the caller there is no way back: later failures are the caller's to see.</remarks>
public sealed partial class Router(TimeProvider clock, ILogger<Router> logger)
{
    /// <param name="call">Its attempts are written down as they are made.</param>
    /// <param name="ask">How an attempt is made: chat updates for a client, raw bytes for a gateway.</param>
    /// <exception cref="NoRouteAnsweredException">No route of the plan gave a first chunk.</exception>
    /// <exception cref="AnswerInterruptedException">A route failed after its first chunk.</exception>
    public async IAsyncEnumerable<TChunk> StreamAsync<TChunk>(
        ModelCall call,
        Func<Attempt, CancellationToken, IAsyncEnumerable<TChunk>> ask,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var route in call.Plan.Routes)
        {
            await using var answer = new Answer<TChunk>(call.Begin(route, clock.GetUtcNow()), ask, clock, cancellationToken);

            if (await answer.FailureToStartAsync() is { } failure)
            {
                LogFailedToStart(route.Model.Id, failure.Kind);
                continue;
            }

            while (answer.HasCurrent)
            {
                yield return answer.Current;
                await answer.MoveNextAsync();
            }

            yield break;
        }

        throw new NoRouteAnsweredException(call.Attempts);
    }

    /// <summary>An attempt's stream: the one place where its creating, opening, reading and closing can fail.</summary>
    sealed class Answer<TChunk>(
        Attempt attempt,
        Func<Attempt, CancellationToken, IAsyncEnumerable<TChunk>> ask,
        TimeProvider clock,
        CancellationToken cancellationToken) : IAsyncDisposable
    {
        readonly long _started = clock.GetTimestamp();
        IAsyncEnumerator<TChunk>? _chunks;

        public bool HasCurrent { get; private set; }

        public TChunk Current => _chunks!.Current; // read only while HasCurrent, which an open stream alone sets

        public async Task<Failure?> FailureToStartAsync()
        {
            try
            {
                _chunks = ask(attempt, cancellationToken).GetAsyncEnumerator(cancellationToken);
                attempt.HasSpoken = HasCurrent = await _chunks.MoveNextAsync();
                return HasCurrent ? null : Fail(new(FailureKind.Malformed, "The answer was empty."));
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested)
            {
                throw Cancelled(exception);
            }
            catch (Exception exception) when (attempt.Route.Provider.FailureOf(exception) is { } failure)
            {
                return Fail(failure);
            }
        }

        public async Task MoveNextAsync()
        {
            try
            {
                HasCurrent = await _chunks!.MoveNextAsync(); // open: FailureToStartAsync came first
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested)
            {
                throw Cancelled(exception);
            }
            catch (Exception exception) when (attempt.Route.Provider.FailureOf(exception) is { } failure)
            {
                throw new AnswerInterruptedException(Fail(failure), exception);
            }
        }

        public async ValueTask DisposeAsync()
        {
            attempt.Took = clock.GetElapsedTime(_started);
            try
            {
                await (_chunks?.DisposeAsync() ?? default);
            }
            catch (Exception exception) when (attempt.Route.Provider.FailureOf(exception) is not null)
            {
                // The answer came whole, or has failed already: either way its closing changes nothing.
            }
        }

        /// <summary>Written down and never failed over, whatever the provider makes of it.</summary>
        OperationCanceledException Cancelled(Exception exception)
        {
            Fail(new(FailureKind.Cancelled, "The call was cancelled."));
            return new("The call was cancelled.", exception, cancellationToken);
        }

        Failure Fail(Failure failure) => attempt.Fail(failure);
    }

    [LoggerMessage(LogLevel.Warning, "{Model} failed before any output ({Kind}); trying the next route")]
    partial void LogFailedToStart(string model, FailureKind kind);
}
