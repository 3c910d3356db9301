using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Writes whole responses, which begin and end their streams too.</summary>
static class ResponseDocument
{
    public static JsonObject Whole(AnswerHead head, Answer answer, ResponseStore store)
    {
        var id = head.Ids.Next("resp_", 48);
        List<JsonObject> items = [];
        if (answer.Thinking.Length > 0)
        {
            items.Add(ResponseItem.Reasoning(head, head.Ids.Next("rs_", 48), answer.Thinking));
        }

        if (answer.Text.Length > 0 || answer.Refusal is not null)
        {
            items.Add(ResponseItem.Message(head.Ids.Next("msg_", 48), Status(answer.End) == "completed" ? "completed" : "incomplete", answer.Text, answer.Refusal));
        }

        items.AddRange(answer.Calls.Select(call => ResponseItem.Call(head.Ids.Next("fc_", 48), call, "completed", call.ArgumentsText)));
        Keep(store, head, id, items, answer.Pieces);
        return Of(head, id, items, answer.End);
    }

    /// <param name="end">Null while the response is being written.</param>
    public static JsonObject Of(AnswerHead head, string id, IEnumerable<JsonObject> output, AnswerEnd? end)
    {
        var body = head.Question.Body;
        var status = end is null ? "in_progress" : Status(end);
        return new()
        {
            ["id"] = id,
            ["object"] = "response",
            ["created_at"] = head.At.ToUnixTimeSeconds(),
            ["status"] = status,
            ["background"] = false,
            ["completed_at"] = status == "completed" ? (head.At + end!.Took).ToUnixTimeSeconds() : null, // completed means ended
            ["error"] = null,
            ["incomplete_details"] = status == "incomplete" ? new JsonObject { ["reason"] = end!.Finish == ChatFinishReason.Length ? "max_output_tokens" : "content_filter" } : null,
            ["instructions"] = Compact.Copy(body.Member("instructions")),
            ["max_output_tokens"] = Compact.Copy(body.Member("max_output_tokens")),
            ["max_tool_calls"] = null,
            ["model"] = head.Model,
            ["output"] = new JsonArray([.. output.Select(item => item.DeepClone())]),
            ["parallel_tool_calls"] = head.Question.Options.AllowMultipleToolCalls ?? true,
            ["previous_response_id"] = Compact.Copy(body.Member("previous_response_id")),
            ["prompt_cache_key"] = Compact.Copy(body.Member("prompt_cache_key")),
            ["reasoning"] = new JsonObject { ["effort"] = body.Member("reasoning")?.Word("effort"), ["summary"] = body.Member("reasoning")?.Word("summary") },
            ["safety_identifier"] = null,
            ["service_tier"] = end is null ? "auto" : "default",
            ["store"] = Stores(body),
            ["temperature"] = body.Number("temperature") ?? 1,
            ["text"] = new JsonObject { ["format"] = Compact.Copy(body.Member("text")?.Member("format")) ?? new JsonObject { ["type"] = "text" } },
            ["tool_choice"] = Compact.Copy(body.Member("tool_choice")) ?? "auto",
            ["tools"] = Compact.Copy(body.Member("tools")) ?? new JsonArray(),
            ["top_logprobs"] = 0,
            ["top_p"] = body.Number("top_p") ?? 1,
            ["truncation"] = body.Word("truncation") ?? "disabled",
            ["usage"] = end is null ? null : Usage(end.Usage),
            ["user"] = null,
            ["metadata"] = Compact.Copy(body.Member("metadata")) ?? new JsonObject(),
        };
    }

    /// <summary>What a later request can refer to, unless its caller did not want it stored.</summary>
    public static void Keep(ResponseStore store, AnswerHead head, string id, IEnumerable<JsonObject> items, IEnumerable<AIContent> pieces)
    {
        if (Stores(head.Question.Body))
        {
            store.Keep(id, [.. head.Question.Messages.Where(message => message.Role != ChatRole.System), new(ChatRole.Assistant, [.. pieces])], items.Select(item => item["id"]?.GetValue<string>() ?? ""));
        }
    }

    public static string Status(AnswerEnd end) =>
        end.Finish == ChatFinishReason.Length || end.Finish == ChatFinishReason.ContentFilter ? "incomplete" : "completed";

    static JsonObject Usage(Usage usage) => new()
    {
        ["input_tokens"] = usage.TotalInput,
        ["input_tokens_details"] = new JsonObject { ["cached_tokens"] = usage.CacheRead },
        ["output_tokens"] = usage.Output,
        ["output_tokens_details"] = new JsonObject { ["reasoning_tokens"] = usage.Reasoning },
        ["total_tokens"] = usage.TotalInput + usage.Output,
    };

    static bool Stores(JsonElement body) => body.Member("store") is not { ValueKind: JsonValueKind.False };
}
