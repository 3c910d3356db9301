using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Writes whole messages, and the parts of which streams are made too.</summary>
static class AnthropicMessage
{
    public static JsonObject Whole(AnswerHead head, Answer answer)
    {
        JsonArray content = [];
        foreach (var piece in answer.Pieces)
        {
            if (Block(head, piece) is { } block)
            {
                content.Add((JsonNode)block);
            }
        }

        var message = Begun(head, head.Ids.Next("msg_01"));
        message["content"] = content;
        message["stop_reason"] = StopReason(answer.End);
        message["stop_sequence"] = answer.End.StopSequence;
        message["usage"] = Usage(answer.End.Usage);
        return message;
    }

    /// <summary>A message before its first word.</summary>
    public static JsonObject Begun(AnswerHead head, string id) => new()
    {
        ["model"] = head.Model,
        ["id"] = id,
        ["type"] = "message",
        ["role"] = "assistant",
        ["content"] = new JsonArray(),
        ["stop_reason"] = null,
        ["stop_sequence"] = null,
    };

    public static JsonObject Usage(Usage usage)
    {
        JsonObject counts = new()
        {
            ["input_tokens"] = usage.Input,
            ["cache_creation_input_tokens"] = usage.CacheWrite,
            ["cache_read_input_tokens"] = usage.CacheRead,
            ["cache_creation"] = new JsonObject { ["ephemeral_5m_input_tokens"] = usage.CacheWrite5m, ["ephemeral_1h_input_tokens"] = usage.CacheWrite1h },
            ["output_tokens"] = usage.Output,
        };
        if (usage.Reasoning > 0)
        {
            counts["output_tokens_details"] = new JsonObject { ["thinking_tokens"] = usage.Reasoning };
        }

        if (usage.WebSearches > 0)
        {
            counts["server_tool_use"] = new JsonObject { ["web_search_requests"] = usage.WebSearches };
        }

        counts["service_tier"] = "standard";
        return counts;
    }

    public static string StopReason(AnswerEnd end) =>
        end.StopSequence is not null ? "stop_sequence"
        : end.Finish == ChatFinishReason.Stop ? "end_turn"
        : end.Finish == ChatFinishReason.Length ? "max_tokens"
        : end.Finish == ChatFinishReason.ToolCalls ? "tool_use"
        : end.Finish == ChatFinishReason.ContentFilter ? "refusal"
        : end.Finish.Value;

    static JsonObject? Block(AnswerHead head, AIContent piece) => piece switch
    {
        TextContent { Text.Length: > 0 } text => new() { ["type"] = "text", ["text"] = text.Text },
        ErrorContent refusal => new() { ["type"] = "text", ["text"] = refusal.Message },
        TextReasoningContent thought => new()
        {
            ["type"] = "thinking",
            ["thinking"] = head.Question.ShowsThinking ? thought.Text : "",
            ["signature"] = AnthropicSignature.Of(thought.Text),
        },
        FunctionCallContent call => new() { ["type"] = "tool_use", ["id"] = call.CallId, ["name"] = call.Name, ["input"] = call.ArgumentsNode },
        _ => null,
    };
}
