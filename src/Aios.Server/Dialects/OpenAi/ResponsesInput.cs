using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Reads the items of which the input of a response is made.</summary>
static class ResponsesInput
{
    static readonly string[] _roles = ["assistant", "system", "developer", "user"];

    /// <summary>What the vendor's own tools left, which goes back as it came.</summary>
    static readonly string[] _opaque =
    [
        "file_search_call", "web_search_call", "computer_call", "computer_call_output", "code_interpreter_call", "image_generation_call", "local_shell_call",
        "local_shell_call_output", "mcp_list_tools", "mcp_approval_request", "mcp_approval_response", "mcp_call", "custom_tool_call", "custom_tool_call_output",
        "shell_call", "shell_call_output", "apply_patch_call", "apply_patch_call_output", "tool_search_call", "tool_search_output", "compaction",
    ];

    public static IReadOnlyList<ChatMessage> Read(JsonElement body, ResponseStore store)
    {
        var input = body.Member("input") switch
        {
            null when body.Member("prompt") is not null || body.Member("previous_response_id") is not null => [],
            null => throw Missing("input"),
            { ValueKind: JsonValueKind.String } text => [new(ChatRole.User, text.GetString())],
            { ValueKind: JsonValueKind.Array } items => items.EnumerateArray().Select((item, at) => Item(item, $"input[{at}]", store)).ToList(),
            _ => throw WrongType("input", "one of an array of objects or string"),
        };
        CheckPairs(input, body.Word("previous_response_id") is { } id ? store.Find(id) ?? [] : []);
        return input;
    }

    static ChatMessage Item(JsonElement item, string at, ResponseStore store)
    {
        if (!item.IsObject)
        {
            throw WrongType(at, "an object");
        }

        return item.Word("type") switch
        {
            null or "message" => Message(item, at),
            "function_call" => new(ChatRole.Assistant, [Call(item, at)]),
            "function_call_output" => new(ChatRole.Tool, [new FunctionResultContent(item.Word("call_id") ?? throw Missing($"{at}.call_id"), Output(item, at))]),
            "reasoning" => new(ChatRole.Assistant, [Reasoning(item, at, store)]),
            "item_reference" => store.HasItem(item.Word("id") ?? throw Missing($"{at}.id")) ? new(ChatRole.Assistant, [new() { RawRepresentation = item }]) : throw NotStored(item.Word("id")),
            var type when _opaque.Contains(type) => new(ChatRole.Assistant, [new() { RawRepresentation = item }]),
            var other => throw WrongValue(other, $"{at}.type", ["message", "function_call", "function_call_output", "reasoning", "item_reference", .. _opaque]),
        };
    }

    static ChatMessage Message(JsonElement item, string at)
    {
        var role = item.Word("role") switch
        {
            "user" => ChatRole.User,
            "assistant" => ChatRole.Assistant,
            "system" or "developer" => ChatRole.System,
            null => throw Missing($"{at}.role"),
            var other => throw WrongValue(other, $"{at}.role", _roles),
        };
        return item.Member("content") switch
        {
            null => throw Missing($"{at}.content"),
            { ValueKind: JsonValueKind.String } text => new(role, text.GetString()),
            { ValueKind: JsonValueKind.Array } parts => new(role, [.. parts.EnumerateArray().Select((part, index) => Part(part, role, $"{at}.content[{index}]"))]),
            _ => throw WrongType($"{at}.content", "one of an array of objects or string"),
        };
    }

    static AIContent Part(JsonElement part, ChatRole role, string at)
    {
        string[] allowed = role == ChatRole.Assistant ? ["output_text", "refusal"] : ["input_text", "input_image", "input_file"];
        var type = part.Word("type") ?? throw Missing($"{at}.type");
        return !allowed.Contains(type) ? throw WrongValue(type, at, allowed) : type switch
        {
            "input_text" or "output_text" => new TextContent(part.Word("text") ?? throw Missing($"{at}.text")),
            "refusal" => new ErrorContent(part.Word("refusal") ?? throw Missing($"{at}.refusal")) { ErrorCode = "refusal" },
            "input_image" when part.Word("file_id") is { } id => new HostedFileContent(id),
            "input_image" => OpenAiMedia.Image(part.Word("image_url") ?? (part.Member("image_url") is null ? null : throw WrongType($"{at}.image_url", "an image URL, but got an object instead")), $"{at}.image_url"),
            _ => part.Word("file_url") is { } url ? new UriContent(url, "application/octet-stream") : OpenAiMedia.File(part.Word("file_data"), part.Word("file_id"), $"{at}.file_data"),
        };
    }

    static FunctionCallContent Call(JsonElement item, string at)
    {
        var arguments = item.Member("arguments") ?? throw Missing($"{at}.arguments");
        return !arguments.IsText ? throw WrongType($"{at}.arguments", "a string, but got an object instead")
            : new(item.Word("call_id") ?? throw Missing($"{at}.call_id"), item.Word("name") ?? throw Missing($"{at}.name")) { RawRepresentation = arguments.GetString() };
    }

    static string Output(JsonElement item, string at) => item.Member("output") switch
    {
        null => throw Missing($"{at}.output"),
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        { ValueKind: JsonValueKind.Array } parts => string.Join('\n', parts.EnumerateArray().Select((part, index) =>
            Part(part, ChatRole.User, $"{at}.output[{index}]") is TextContent text ? text.Text : $"({part.Word("type")})")),
        _ => throw WrongType($"{at}.output", "a string or an array of objects"),
    };

    /// <summary>Reasoning comes back as it was, or is one that is stored here.</summary>
    static TextReasoningContent Reasoning(JsonElement item, string at, ResponseStore store)
    {
        var id = item.Word("id") ?? throw Missing($"{at}.id");
        if (item.Member("summary") is not { ValueKind: JsonValueKind.Array })
        {
            throw Missing($"{at}.summary");
        }

        var seal = item.Word("encrypted_content");
        if (seal is null && !store.HasItem(id))
        {
            throw NotStored(id);
        }

        return seal is null || seal == ReasoningSeal.Of(id)
            ? new(string.Concat(item.Items("summary").Select(part => part.Word("text")))) { ProtectedData = seal }
            : throw Refuse($"The encrypted content for item {id} could not be verified. Reason: Encrypted content could not be decrypted or parsed.", null, "invalid_encrypted_content");
    }

    static RequestRefusedException NotStored(string? id) =>
        new(new(404, $"Item with id '{id}' not found. Items are not persisted when `store` is set to false. Try again with `store` set to true, or remove this item from your input.", "invalid_request_error", null, "input"));

    static void CheckPairs(List<ChatMessage> input, IReadOnlyList<ChatMessage> before)
    {
        string[] Calls(IEnumerable<ChatMessage> messages) => [.. messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(call => call.CallId)];
        string[] results = [.. input.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(result => result.CallId)];
        string[] calls = Calls(input);
        if (results.Except(calls).Except(Calls(before)).FirstOrDefault() is { } stray)
        {
            throw Refuse($"No tool call found for function call output with call_id {stray}.", "input");
        }

        if (calls.Except(results).FirstOrDefault() is { } open)
        {
            throw Refuse($"No tool output found for function call {open}.", "input");
        }

        if (input.Count > 0 && input[^1].Contents is [TextReasoningContent])
        {
            throw Refuse("Item of type 'reasoning' was provided without its required following item.", "input");
        }
    }
}
