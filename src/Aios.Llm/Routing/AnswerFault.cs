using System.Text.Json;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>What is wrong with a whole answer that nobody has seen yet.</summary>
/// <remarks>A refusal is an answer: it is handed on with its reason, and no other model is asked behind the caller's back.</remarks>
static class AnswerFault
{
    /// <returns>Null for an answer that can be handed on.</returns>
    public static Failure? Of(RouteRequest request, IReadOnlyList<ChatResponseUpdate> updates)
    {
        var answer = updates.ToChatResponse();
        if (answer.FinishReason == ChatFinishReason.Length)
        {
            return new(FailureKind.Truncated, "The answer was cut off by its length.");
        }

        if (answer.FinishReason == ChatFinishReason.ContentFilter || Contents(answer).Any(content => content is ErrorContent { ErrorCode: "refusal" }))
        {
            return null;
        }

        return (FaultOfSilence(answer) ?? FaultOfCalls(request, answer) ?? FaultOfJson(request, answer) ?? request.FaultOf?.Invoke(answer)) is { } fault
            ? new(FailureKind.Malformed, fault)
            : null;
    }

    static string? FaultOfSilence(ChatResponse answer) =>
        Contents(answer).All(IsSilent) ? "The answer has no word that is meant for anybody." : null;

    /// <remarks>What is nothing but content is what a provider keeps for itself, such as thoughts that it does not show.</remarks>
    static bool IsSilent(AIContent content) =>
        content is UsageContent or ErrorContent or TextReasoningContent or TextContent { Text: "" } || content.GetType() == typeof(AIContent);

    static string? FaultOfCalls(RouteRequest request, ChatResponse answer)
    {
        var calls = Calls(answer).ToList();
        return calls.Find(call => call.Exception is not null) is { } broken ? $"The call of {broken.Name} cannot be read: {broken.Exception?.Message}"
            : request.Options is not { ToolMode: RequiredChatToolMode demand, Tools.Count: > 0 } ? null
            : demand.RequiredFunctionName is { } name && !calls.Exists(call => call.Name == name) ? $"{name} was not called, although it had to be."
            : calls.Count == 0 ? "No tool was called, although one had to be."
            : null;
    }

    static string? FaultOfJson(RouteRequest request, ChatResponse answer)
    {
        if (request.Options?.ResponseFormat is not ChatResponseFormatJson json || Calls(answer).Any())
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(answer.Text);
            return json.Schema is { } schema && SchemaFault.Of(document.RootElement, schema) is { } fault ? $"The answer does not fit its schema: {fault}" : null;
        }
        catch (JsonException exception)
        {
            return $"The answer was to be JSON and is not: {exception.Message}";
        }
    }

    /// <summary>Those that the caller is to make; what a provider runs itself is a part of the answer.</summary>
    static IEnumerable<FunctionCallContent> Calls(ChatResponse answer) => Contents(answer).OfType<FunctionCallContent>().Where(call => !call.InformationalOnly);

    static IEnumerable<AIContent> Contents(ChatResponse answer) => answer.Messages.SelectMany(message => message.Contents);
}
