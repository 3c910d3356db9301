using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Ollama.OllamaErrors;

namespace Aios.Server.Dialects.Ollama;

/// <summary>Reads the messages of <c>/api/chat</c>.</summary>
static class OllamaMessages
{
    public static IReadOnlyList<ChatMessage> Read(JsonElement body)
    {
        if (!body.IsObject)
        {
            throw Refuse("json: cannot unmarshal array into Go value of type api.ChatRequest");
        }

        if (body.Member("messages") is { ValueKind: not JsonValueKind.Array } wrong)
        {
            throw OllamaRequest.WrongType(wrong, "ChatRequest.messages", "[]api.Message");
        }

        List<ChatMessage> messages = [];
        foreach (var message in body.Items("messages"))
        {
            messages.Add(Message(message, messages));
        }

        return messages;
    }

    public static IEnumerable<AIContent> Images(JsonElement element) => element.Items("images").Select(image =>
        image.IsText && image.GetString() is { Length: > 0 } data && RequestReading.IsBase64(data)
            ? (AIContent)new DataContent(Convert.FromBase64String(data), "image/*")
            : throw Refuse("illegal base64 data at input byte 4"));

    static ChatMessage Message(JsonElement message, List<ChatMessage> before)
    {
        if (message.Member("content") is { IsText: false } content)
        {
            throw OllamaRequest.WrongType(content, "ChatRequest.messages.content", "string");
        }

        var text = message.Word("content") ?? "";
        return message.Word("role") switch
        {
            "system" => new(ChatRole.System, text),
            "user" => new(ChatRole.User, [new TextContent(text), .. Images(message)]),
            "assistant" => new(ChatRole.Assistant, Spoken(message, text)),
            "tool" => new(ChatRole.Tool, [new FunctionResultContent(Asked(message, before), text)]),
            var other => throw Refuse($"invalid role: {other}, role must be one of [system, user, assistant, tool]"),
        };
    }

    static List<AIContent> Spoken(JsonElement message, string text)
    {
        List<AIContent> contents = [];
        if (message.Word("thinking") is { Length: > 0 } thinking)
        {
            contents.Add(new TextReasoningContent(thinking));
        }

        if (text.Length > 0)
        {
            contents.Add(new TextContent(text));
        }

        contents.AddRange(message.Items("tool_calls").Select(Call));
        return contents;
    }

    static FunctionCallContent Call(JsonElement call, int at)
    {
        var function = call.Member("function") ?? throw Refuse("tool_calls: function is required");
        var name = function.Word("name") ?? throw Refuse("tool_calls: function name is required");
        return function.Member("arguments") switch
        {
            { ValueKind: JsonValueKind.Object } arguments => new(call.Word("id") ?? $"{name}_{at}", name, arguments.EnumerateObject().ToDictionary(each => each.Name, each => (object?)each.Value)),
            null => new(call.Word("id") ?? $"{name}_{at}", name, new Dictionary<string, object?>()),
            { } other => throw OllamaRequest.WrongType(other, "ChatRequest.messages.tool_calls.function.arguments", "api.ToolCallFunctionArguments"),
        };
    }

    /// <summary>A result names its call by id or by the tool; without either it is the next one's that is open.</summary>
    static string Asked(JsonElement message, List<ChatMessage> before)
    {
        var calls = before.SelectMany(each => each.Contents).OfType<FunctionCallContent>().ToList();
        HashSet<string> answered = [.. before.SelectMany(each => each.Contents).OfType<FunctionResultContent>().Select(result => result.CallId)];
        var (id, name) = (message.Word("tool_call_id"), message.Word("tool_name") ?? message.Word("name"));
        return calls.FirstOrDefault(call => !answered.Contains(call.CallId) && (id is null || call.CallId == id) && (name is null || call.Name == name))?.CallId
            ?? throw Refuse("messages with role 'tool' must answer a message with 'tool_calls'");
    }
}
