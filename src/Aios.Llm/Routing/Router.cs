using System.Runtime.CompilerServices;
using Aios.Llm.Providers;
using Microsoft.Extensions.Logging;

namespace Aios.Llm.Routing;

/// <summary>Walks a plan: asks its routes in turn, and the same again where waiting helps, until one of them speaks.</summary>
/// <remarks>
/// Once a chunk has reached the caller there is no way back: later failures are the caller's to see. Every attempt has been let in by its
/// circuit and its gate and is in the ledger before anything is sent, and is settled there before the next one, or the end of the answer.
/// </remarks>
public sealed partial class Router
{
    readonly RouterWorks _works;
    readonly ILogger<Router> _logger;

    /// <param name="parts">What it shares with others; null for all of its own, and a ledger in memory.</param>
    public Router(TimeProvider clock, ILogger<Router> logger, RouterParts? parts = null) => (_works, _logger) = (new(clock, parts ?? new()), logger);

    /// <summary>How its routes stand.</summary>
    public Health.HealthBoard Health => _works.Health;

    /// <summary>Knows the calls that have a name.</summary>
    internal Spending.CallJournal? Journal => _works.Journal;

    /// <param name="ask">How an attempt is made.</param>
    /// <inheritdoc cref="StreamAsync{TChunk}(ModelCall, Asking{TChunk}, CancellationToken)"/>
    public IAsyncEnumerable<TChunk> StreamAsync<TChunk>(
        ModelCall call, Func<Attempt, CancellationToken, IAsyncEnumerable<TChunk>> ask, CancellationToken cancellationToken = default) =>
        StreamAsync(call, new Asking<TChunk>(ask), cancellationToken);

    /// <param name="call">Its attempts are written down as they are made.</param>
    /// <exception cref="NoRouteAnsweredException">No route of the plan gave a first chunk.</exception>
    /// <exception cref="AnswerInterruptedException">A route failed after its first chunk had been handed on.</exception>
    /// <exception cref="Spending.BudgetExceededException">Every route could cost more than may be spent.</exception>
    /// <exception cref="Spending.LedgerUnavailableException">What is to be spent, or was, cannot be written down.</exception>
    public async IAsyncEnumerable<TChunk> StreamAsync<TChunk>(
        ModelCall call, Asking<TChunk> asking, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Trip trip = new(call, _works);
        while (await trip.NextAsync(cancellationToken) is { } passage)
        {
            await using Answer<TChunk> answer = new(passage, asking, SilenceOf(call, passage, trip), _works.Clock, cancellationToken);

            if (await answer.FailureToStartAsync() is { } failure)
            {
                LogFailed(passage.Stop.Route.Name, failure.Kind);
                trip.Note(passage.Stop, failure);
                continue;
            }

            while (answer.HasCurrent)
            {
                yield return answer.Current;
                await answer.MoveNextAsync();
            }

            yield break;
        }

        throw trip.NobodyLeft();
    }

    /// <summary>How long a route may be silent: for as long as it likes where nobody else could be asked, or where it may think or write before it speaks.</summary>
    TimeSpan? SilenceOf(ModelCall call, Passage passage, Trip trip) =>
        !call.Request.InOnePiece && call.Request.Options?.Reasoning is null or { Effort: Microsoft.Extensions.AI.ReasoningEffort.None } && trip.HasOthers(passage.Stop)
            ? _works.Limits.FirstPiece
            : null;

    [LoggerMessage(LogLevel.Warning, "{Route} gave no answer to hand on ({Kind})")]
    partial void LogFailed(string route, FailureKind kind);
}
