using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>The items of which a response's output is made.</summary>
static class ResponseItem
{
    /// <param name="thought">Shown only where a summary was asked for.</param>
    public static JsonObject Reasoning(AnswerHead head, string id, string? thought)
    {
        JsonObject item = new() { ["id"] = id, ["type"] = "reasoning" };
        if (head.Question.Body.Items("include").Any(each => each.IsText && each.GetString() == "reasoning.encrypted_content"))
        {
            item["encrypted_content"] = ReasoningSeal.Of(id);
        }

        item["summary"] = thought is null || !head.Question.ShowsThinking ? new JsonArray() : new JsonArray((JsonNode)SummaryText(thought));
        return item;
    }

    public static JsonObject SummaryText(string text) => new() { ["type"] = "summary_text", ["text"] = text };

    public static JsonObject Message(string id, string status, string text, string? refusal)
    {
        JsonArray content = [];
        if (text.Length > 0)
        {
            content.Add((JsonNode)OutputText(text));
        }

        if (refusal is not null)
        {
            content.Add((JsonNode)Refusal(refusal));
        }

        return new() { ["id"] = id, ["type"] = "message", ["status"] = status, ["content"] = content, ["role"] = "assistant" };
    }

    public static JsonObject OutputText(string text) => new()
    {
        ["type"] = "output_text",
        ["annotations"] = new JsonArray(),
        ["logprobs"] = new JsonArray(),
        ["text"] = text,
    };

    public static JsonObject Refusal(string refusal) => new() { ["type"] = "refusal", ["refusal"] = refusal };

    public static JsonObject Call(string id, FunctionCallContent call, string status, string arguments) => new()
    {
        ["id"] = id,
        ["type"] = "function_call",
        ["status"] = status,
        ["arguments"] = arguments,
        ["call_id"] = call.CallId,
        ["name"] = call.Name,
    };
}
