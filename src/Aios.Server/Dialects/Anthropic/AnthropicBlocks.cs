using System.Collections.Frozen;
using System.Text.Json;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Reads the blocks of which messages are made.</summary>
static class AnthropicBlocks
{
    static readonly FrozenDictionary<string, string[]> _members = new Dictionary<string, string[]>
    {
        ["text"] = ["text", "citations"],
        ["image"] = ["source"],
        ["document"] = ["source", "title", "context", "citations"],
        ["tool_use"] = ["id", "name", "input", "caller"],
        ["tool_result"] = ["tool_use_id", "content", "is_error"],
        ["thinking"] = ["thinking", "signature"],
        ["redacted_thinking"] = ["data"],
    }.ToFrozenDictionary();

    /// <summary>Blocks of tools that the vendor runs itself come back as they were sent.</summary>
    static readonly FrozenSet<string> _opaque = FrozenSet.Create(
        "server_tool_use", "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result",
        "text_editor_code_execution_tool_result", "mcp_tool_use", "mcp_tool_result", "tool_search_tool_result", "search_result", "container_upload", "compaction");

    public static AIContent SystemText(JsonElement block, string at) =>
        block.Word("type") == "text" ? Read(block, ChatRole.System, at) : throw Refuse($"{at}.type: Input should be 'text'");

    public static AIContent Read(JsonElement block, ChatRole role, string at)
    {
        var type = block.Word("type") ?? throw Refuse($"{at}.type: Field required");
        if (_opaque.Contains(type))
        {
            return Marked(new() { RawRepresentation = block }, block);
        }

        if (!_members.TryGetValue(type, out var known))
        {
            throw Refuse($"{at}: Input tag '{type}' found using 'type' does not match any of the expected tags: {string.Join(", ", _members.Keys.Concat(_opaque).Order(StringComparer.Ordinal).Select(each => $"'{each}'"))}");
        }

        if (RequestReading.Strangers(block, FrozenSet.Create([.. known, "type", "cache_control"])).FirstOrDefault() is { } stranger)
        {
            throw Refuse($"{at}.{type}.{stranger}: Extra inputs are not permitted");
        }

        return Marked(Content(block, type, role, at), block);
    }

    static AIContent Content(JsonElement block, string type, ChatRole role, string at) => (type, role.Value) switch
    {
        ("text", _) => Text(Required(block, "text", $"{at}.text"), at),
        ("image", "user") or ("document", "user") => AnthropicSource.Read(Member(block, "source", $"{at}.{type}"), type, at),
        ("tool_result", "user") => new FunctionResultContent(Required(block, "tool_use_id", $"{at}.tool_result"), Result(block, at)),
        ("tool_use", "assistant") => ToolUse(block, at),
        ("thinking", "assistant") => Thought(block, at),
        ("redacted_thinking", "assistant") => new TextReasoningContent("") { ProtectedData = Required(block, "data", $"{at}.redacted_thinking") },
        ("tool_result", _) => throw Refuse($"{at}: `tool_result` blocks can only be in `user` messages"),
        ("tool_use", _) => throw Refuse($"{at}: `tool_use` blocks can only be in `assistant` messages"),
        _ => throw Refuse($"{at}: `{type}` blocks are not permitted in `{role.Value}` messages"),
    };

    static TextContent Text(string text, string at) =>
        text.Length == 0 ? throw Refuse("messages: text content blocks must be non-empty")
        : string.IsNullOrWhiteSpace(text) ? throw Refuse("messages: text content blocks must contain non-whitespace text")
        : new(text);

    static FunctionCallContent ToolUse(JsonElement block, string at)
    {
        var id = Required(block, "id", $"{at}.tool_use");
        var input = Member(block, "input", $"{at}.tool_use");
        return !id.All(each => char.IsAsciiLetterOrDigit(each) || each is '_' or '-') ? throw Refuse($"{at}.tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'")
            : !input.IsObject ? throw Refuse($"{at}.tool_use.input: Input should be a valid dictionary")
            : new(id, Required(block, "name", $"{at}.tool_use"), input.EnumerateObject().ToDictionary(each => each.Name, each => (object?)each.Value));
    }

    static TextReasoningContent Thought(JsonElement block, string at)
    {
        var thinking = Required(block, "thinking", $"{at}.thinking");
        var signature = Required(block, "signature", $"{at}.thinking");
        // Thinking that was not shown comes back empty, and its signature says nothing about the empty text.
        return thinking.Length == 0 || AnthropicSignature.Fits(thinking, signature)
            ? new(thinking) { ProtectedData = signature }
            : throw Refuse($"{at}: Invalid `signature` in `thinking` block");
    }

    static string Result(JsonElement block, string at) => block.Member("content") switch
    {
        null => "",
        { ValueKind: JsonValueKind.String } text => text.GetString() ?? "",
        { ValueKind: JsonValueKind.Array } parts => string.Join('\n', parts.EnumerateArray().Select((part, index) => ResultPart(part, $"{at}.tool_result.content.{index}"))),
        _ => throw Refuse($"{at}.tool_result.content: Input should be a valid string or list"),
    };

    static string ResultPart(JsonElement part, string at) => Read(part, ChatRole.User, at) switch
    {
        TextContent text => text.Text,
        DataContent data => $"({data.MediaType})",
        _ => $"({part.Word("type")})",
    };

    static AIContent Marked(AIContent content, JsonElement block) =>
        block.Member("cache_control") is not { } mark ? content
        : content is TextReasoningContent ? throw Refuse("thinking blocks cannot be marked with cache_control")
        : content.KeepUpToHere(AnthropicMessages.Life(mark));

    static JsonElement Member(JsonElement block, string name, string at) => block.Member(name) ?? throw Refuse($"{at}.{name}: Field required");

    static string Required(JsonElement block, string name, string at) => Member(block, name, at) is { ValueKind: JsonValueKind.String } text
        ? text.GetString() ?? ""
        : throw Refuse($"{at}.{name}: Input should be a valid string");
}
