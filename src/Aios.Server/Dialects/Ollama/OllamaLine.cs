using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.Ollama;

/// <summary>Writes lines, of which the last one says how it went.</summary>
static class OllamaLine
{
    public static JsonObject Whole(AnswerHead head, Answer answer, bool generates)
    {
        var text = answer.Text + answer.Refusal;
        var calls = answer.Calls.Select((call, at) => (JsonNode)Call(head, call, at));
        return Last(head, answer.End, generates, text, answer.Thinking, new([.. calls]));
    }

    public static JsonObject Piece(AnswerHead head, bool generates, string text, string thinking = "", JsonArray? calls = null)
    {
        JsonObject line = new()
        {
            ["model"] = head.Model,
            ["created_at"] = head.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        };
        JsonObject message = generates ? line : new() { ["role"] = "assistant" };
        message[generates ? "response" : "content"] = text;
        if (thinking.Length > 0)
        {
            message["thinking"] = thinking;
        }

        if (calls is { Count: > 0 })
        {
            message["tool_calls"] = calls;
        }

        if (!generates)
        {
            line["message"] = message;
        }

        line["done"] = false;
        return line;
    }

    public static JsonObject Last(AnswerHead head, AnswerEnd end, bool generates, string text = "", string thinking = "", JsonArray? calls = null)
    {
        var line = Piece(head, generates, text, thinking, calls);
        line["done"] = true;
        line["done_reason"] = DoneReason(head, end);
        if (generates && head.Question.Messages.Count > 0)
        {
            line["context"] = new JsonArray(1, 2, 3);
        }

        if (head.Question.Messages.Count > 0)
        {
            Add(line, end);
        }

        return line;
    }

    public static JsonObject Call(AnswerHead head, FunctionCallContent call, int at) => new()
    {
        ["id"] = call.CallId,
        ["function"] = new JsonObject { ["index"] = at, ["name"] = call.Name, ["arguments"] = call.ArgumentsNode },
    };

    /// <summary>Durations are in nanoseconds; tokens per second come of them.</summary>
    static void Add(JsonObject line, AnswerEnd end)
    {
        var nanoseconds = Math.Max(1, (long)end.Took.TotalNanoseconds);
        line["total_duration"] = nanoseconds;
        line["load_duration"] = nanoseconds / 10;
        line["prompt_eval_count"] = end.Usage.TotalInput;
        line["prompt_eval_duration"] = nanoseconds / 10;
        line["eval_count"] = end.Usage.Output;
        line["eval_duration"] = nanoseconds - nanoseconds / 5;
    }

    /// <summary>Ollama says stop even where tools are called, and knows no refusal.</summary>
    static string DoneReason(AnswerHead head, AnswerEnd end) =>
        head.Question.Messages.Count == 0 ? "load"
        : end.Finish == ChatFinishReason.Length ? "length"
        : "stop";
}
