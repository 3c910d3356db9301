using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Writes whole completions, and the parts of which streams are made too.</summary>
static class ChatCompletion
{
    public static JsonObject Whole(AnswerHead head, Answer answer)
    {
        JsonObject message = new()
        {
            ["role"] = "assistant",
            ["content"] = answer.Text.Length > 0 ? answer.Text : null,
            ["refusal"] = answer.Refusal,
            ["annotations"] = new JsonArray(),
        };
        if (answer.Calls.Count > 0)
        {
            message["tool_calls"] = new JsonArray([.. answer.Calls.Select(call => (JsonNode)new JsonObject
            {
                ["id"] = call.CallId,
                ["type"] = "function",
                ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = call.ArgumentsText },
            })]);
        }

        var completion = Begun(head, head.Ids.Next("chatcmpl-"), "chat.completion");
        completion["choices"] = new JsonArray((JsonNode)new JsonObject
        {
            ["index"] = 0,
            ["message"] = message,
            ["logprobs"] = null,
            ["finish_reason"] = FinishReason(answer.End),
        });
        completion["usage"] = Usage(answer.End.Usage);
        completion["service_tier"] = "default";
        completion["system_fingerprint"] = Fingerprint(head);
        return completion;
    }

    public static JsonObject Begun(AnswerHead head, string id, string type) => new()
    {
        ["id"] = id,
        ["object"] = type,
        ["created"] = head.At.ToUnixTimeSeconds(),
        ["model"] = head.Model,
    };

    public static string Fingerprint(AnswerHead head) => "fp_" + head.Ids.Noise(head.Model, 10).ToLowerInvariant();

    public static JsonObject Usage(Usage usage) => new()
    {
        ["prompt_tokens"] = usage.TotalInput,
        ["completion_tokens"] = usage.Output,
        ["total_tokens"] = usage.TotalInput + usage.Output,
        ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CacheRead, ["audio_tokens"] = 0 },
        ["completion_tokens_details"] = new JsonObject
        {
            ["reasoning_tokens"] = usage.Reasoning,
            ["audio_tokens"] = 0,
            ["accepted_prediction_tokens"] = 0,
            ["rejected_prediction_tokens"] = 0,
        },
    };

    public static string FinishReason(AnswerEnd end) =>
        end.Finish == ChatFinishReason.Length ? "length"
        : end.Finish == ChatFinishReason.ToolCalls ? "tool_calls"
        : end.Finish == ChatFinishReason.ContentFilter ? "content_filter"
        : end.Finish == ChatFinishReason.Stop || end.Finish.Value == "refusal" ? "stop"
        : end.Finish.Value;
}
