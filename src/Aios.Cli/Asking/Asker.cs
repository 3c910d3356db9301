using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Asking;

/// <summary>Asks one question and reports the answer.</summary>
sealed class Asker(RouterChatClient models, TimeProvider clock)
{
    /// <exception cref="NoRouteAnsweredException"/>
    /// <exception cref="AnswerIncompleteException">There is something of an answer, and it ended badly.</exception>
    public async Task<AnswerReport> AskAsync(ModelCall call, IAnswerView view, CancellationToken cancellationToken)
    {
        List<ChatResponseUpdate> updates = [];
        var started = clock.GetTimestamp();
        TimeSpan? first = null;
        AnswerReport Report() => new(updates.ToChatResponse(), call, clock.GetElapsedTime(started), first);
        try
        {
            await foreach (var update in models.StreamAsync(call, cancellationToken))
            {
                updates.Add(update);
                foreach (var piece in update.Contents)
                {
                    first ??= piece is TextContent or TextReasoningContent or FunctionCallContent ? clock.GetElapsedTime(started) : null;
                    view.Show(piece);
                }
            }
        }
        catch (AnswerInterruptedException exception)
        {
            throw Incomplete(exception.Failure, exception);
        }
        catch (OperationCanceledException exception) when (updates.Count > 0)
        {
            throw Incomplete(new(FailureKind.Cancelled, "The answer was interrupted."), exception);
        }

        var report = Report();
        if (report.Refusal is { } refusal)
        {
            throw Incomplete(new(FailureKind.Refused, refusal));
        }

        view.End(report);
        return report;

        AnswerIncompleteException Incomplete(Failure failure, Exception? cause = null)
        {
            var incomplete = Report();
            view.Break(incomplete);
            return new(FailureProblem.Of(failure), incomplete, cause);
        }
    }
}

/// <summary>An answer that ended badly, with what there is of it, which has been paid for.</summary>
sealed class AnswerIncompleteException(Problem problem, AnswerReport report, Exception? cause = null) : Exception(problem.Message, cause)
{
    public Problem Problem { get; } = problem with
    {
        Provider = report.Provider,
        CostUsd = report.Cost?.Dollars,
        Answer = report.ToJson(),
    };
}
