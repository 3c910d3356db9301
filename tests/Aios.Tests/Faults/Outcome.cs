using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Server.Emulation;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Faults;

/// <summary>What came of a question, on either side of the wire.</summary>
/// <param name="RequestsElsewhere">How many went to where a redirect led.</param>
sealed record Outcome(
    IReadOnlyList<Attempt> Attempts, IReadOnlyList<ChatResponseUpdate> Updates, Exception? Exception, IReadOnlyList<Exchange> Exchanges, int RequestsElsewhere)
{
    /// <summary>In the words of the table.</summary>
    public Expected Told
    {
        get
        {
            var answer = Updates.ToChatResponse();
            var failure = Attempts[0].Failure;
            return new(Exception switch { null => Seen.Answer, AnswerInterruptedException => Seen.Beginning, _ => Seen.Nothing })
            {
                Kind = failure?.Kind,
                Status = failure?.HttpStatus,
                Wait = failure?.RetryAfter,
                Bill = BillOf(0),
                Text = answer.Text,
                Finish = answer.FinishReason?.Value,
                Beside = string.Join(", ", Beside(answer)),
            };
        }
    }

    /// <summary>What an attempt says that it cost, held against what the server that it asked would bill.</summary>
    public Bill BillOf(int attempt)
    {
        var told = Attempts[attempt];
        var before = Attempts.Take(attempt).Count(each => each.Route == told.Route);
        var billed = Exchanges.Where(exchange => exchange.Model == told.Route.Model.Id).Skip(before).FirstOrDefault(); // none where the question did not get through
        return told.Cost is not { } cost ? Bill.Unknown
            : cost != (billed is null ? Money.Zero : billed.Cost) ? Bill.Wrong
            : cost == Money.Zero ? Bill.Nothing
            : told.Usage == (billed?.Provider == "ollama" ? billed.Usage with { Reasoning = 0 } : billed?.Usage) ? Bill.Exact // Ollama does not say what of it was thought
            : Bill.Wrong;
    }

    static IEnumerable<string> Beside(ChatResponse answer)
    {
        var contents = answer.Messages.SelectMany(message => message.Contents).ToList();
        var warnings = Warnings.In(contents).ToList();
        return
        [
            .. warnings.Select(warning => $"warning {warning.ErrorCode}"),
            .. contents.OfType<ErrorContent>().Except(warnings).Select(error => error.ErrorCode ?? "error"),
            .. contents.OfType<TextReasoningContent>().Any() ? ["thoughts"] : Array.Empty<string>(),
            .. contents.OfType<FunctionCallContent>().Select(call => call.RawArguments is null ? "a call" : "a call that cannot be read"),
            .. answer.ModelId is null or "faulty" or "healthy" ? Array.Empty<string>() : [$"model {answer.ModelId}"],
        ];
    }
}
