using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Reads the messages of a Chat Completions request.</summary>
static class ChatMessages
{
    static readonly string[] _roles = ["system", "assistant", "user", "function", "tool", "developer"];

    static readonly string[] _parts = ["text", "image_url", "input_audio", "refusal", "audio", "file"];

    public static IReadOnlyList<ChatMessage> Read(JsonElement body)
    {
        var list = body.Member("messages") ?? throw Missing("messages");
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw WrongType("messages", "an array of objects");
        }

        List<ChatMessage> messages = [.. list.EnumerateArray().Select((message, at) => Message(message, at))];
        if (messages.Count == 0)
        {
            throw Refuse("Invalid 'messages': empty array. Expected an array with minimum length 1, but got an empty array instead.", "messages", "empty_array");
        }

        CheckPairs(messages);
        return messages;
    }

    static ChatMessage Message(JsonElement message, int at)
    {
        if (!message.IsObject)
        {
            throw WrongType($"messages[{at}]", "an object");
        }

        return message.Word("role") switch
        {
            null => throw Missing($"messages[{at}].role"),
            "system" or "developer" => new(ChatRole.System, Contents(message, at, "text")),
            "user" => new(ChatRole.User, Contents(message, at, "text", "image_url", "input_audio", "file")),
            "assistant" => Assistant(message, at),
            "tool" => new(ChatRole.Tool, [new FunctionResultContent(message.Word("tool_call_id") ?? throw Missing($"messages[{at}].tool_call_id"), new ChatMessage(ChatRole.Tool, Contents(message, at, "text")).Text)]),
            "function" => throw Refuse("The emulator knows no 'function' messages: use 'tool'.", $"messages[{at}].role", "unsupported_value"),
            var other => throw WrongValue(other, $"messages[{at}].role", _roles),
        };
    }

    static ChatMessage Assistant(JsonElement message, int at)
    {
        List<AIContent> contents = message.Member("content") is null ? [] : Contents(message, at, "text", "refusal");
        contents.AddRange(message.Items("tool_calls").Select((call, index) => Call(call, $"messages[{at}].tool_calls[{index}]")));
        if (message.Word("refusal") is { } refusal)
        {
            contents.Add(new ErrorContent(refusal) { ErrorCode = "refusal" });
        }

        return contents.Count > 0 ? new(ChatRole.Assistant, contents)
            : throw Refuse("Invalid value for 'content': expected a string, got null.", $"messages.[{at}].content");
    }

    static FunctionCallContent Call(JsonElement call, string at)
    {
        var id = call.Word("id") ?? throw Missing($"{at}.id");
        var function = call.Member("function") ?? throw Missing($"{at}.function");
        var arguments = function.Member("arguments") ?? throw Missing($"{at}.function.arguments");
        return call.Word("type") != "function" ? throw (call.Word("type") is { } other ? WrongValue(other, $"{at}.type", "function", "custom") : Missing($"{at}.type"))
            : !arguments.IsText ? throw WrongType($"{at}.function.arguments", "a string, but got an object instead")
            : new(id, function.Word("name") ?? throw Missing($"{at}.function.name")) { RawRepresentation = arguments.GetString() };
    }

    static List<AIContent> Contents(JsonElement message, int at, params string[] allowed) => message.Member("content") switch
    {
        null => throw Refuse("Invalid value for 'content': expected a string, got null.", $"messages.[{at}].content"),
        { ValueKind: JsonValueKind.String } text => [new TextContent(text.GetString())],
        { ValueKind: JsonValueKind.Array } parts => [.. parts.EnumerateArray().Select((part, index) => Part(part, allowed, $"messages[{at}].content[{index}]"))],
        _ => throw WrongType($"messages[{at}].content", "one of a string or array of objects"),
    };

    static AIContent Part(JsonElement part, string[] allowed, string at)
    {
        var type = part.Word("type") ?? throw Missing($"{at}.type");
        return !_parts.Contains(type) ? throw WrongValue(type, at, _parts)
            : !allowed.Contains(type) ? throw WrongValue(type, at, allowed)
            : type switch
            {
                "text" => new TextContent(part.Word("text") ?? throw Missing($"{at}.text")),
                "refusal" => new ErrorContent(part.Word("refusal") ?? throw Missing($"{at}.refusal")) { ErrorCode = "refusal" },
                "image_url" => OpenAiMedia.Image(part.Member("image_url")?.Word("url"), $"{at}.image_url.url"),
                "file" => OpenAiMedia.File(part.Member("file")?.Word("file_data"), part.Member("file")?.Word("file_id"), $"{at}.file.file_data"),
                _ => new() { RawRepresentation = part },
            };
    }

    /// <summary>Every tool call is answered right after, and nothing else is.</summary>
    static void CheckPairs(List<ChatMessage> messages)
    {
        HashSet<string> open = [];
        for (var at = 0; at < messages.Count; at++)
        {
            if (messages[at].Role == ChatRole.Tool)
            {
                var id = messages[at].Contents.OfType<FunctionResultContent>().First().CallId;
                if (!open.Remove(id))
                {
                    throw Refuse("Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.", $"messages.[{at}].role");
                }

                continue;
            }

            CheckNoneOpen(open, at);
            open.UnionWith(messages[at].Contents.OfType<FunctionCallContent>().Select(call => call.CallId));
        }

        CheckNoneOpen(open, messages.Count);
    }

    static void CheckNoneOpen(HashSet<string> open, int at)
    {
        if (open.Count > 0)
        {
            throw Refuse($"An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: {string.Join(", ", open)}", $"messages.[{at}].role");
        }
    }
}
