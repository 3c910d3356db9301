using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>Reads the tools and how they may be chosen. Those that the vendor runs itself are accepted and never called.</summary>
static class AnthropicTools
{
    const int LongestName = 128;

    public static IReadOnlyList<DeclaredTool> Read(JsonElement body)
    {
        var tools = body.Items("tools").Select((tool, at) => Tool(tool, at)).OfType<DeclaredTool>().ToList();
        if (tools.Select(tool => tool.Name).Distinct().Count() != tools.Count)
        {
            throw Refuse("tools: Tool names must be unique.");
        }

        if (body.Member("tool_choice") is { } choice && choice.Word("type") != "none" && body.Items("tools").Count == 0)
        {
            throw Refuse("tool_choice: tool_choice may only be specified while providing tools");
        }

        return tools;
    }

    public static ChatToolMode? Mode(JsonElement body) => body.Member("tool_choice") is not { } choice ? null : choice.Word("type") switch
    {
        "auto" => ChatToolMode.Auto,
        "any" => ChatToolMode.RequireAny,
        "none" => ChatToolMode.None,
        "tool" when choice.Word("name") is { } name => body.Items("tools").Any(tool => tool.Word("name") == name)
            ? ChatToolMode.RequireSpecific(name)
            : throw Refuse($"Tool '{name}' not found in provided tools"),
        "tool" => throw Refuse("tool_choice.tool.name: Field required"),
        var other => throw Refuse($"tool_choice: Input tag '{other}' found using 'type' does not match any of the expected tags: 'auto', 'any', 'tool', 'none'"),
    };

    public static bool? AllowsMany(JsonElement body) => body.Member("tool_choice") is { } choice && choice.Is("disable_parallel_tool_use") ? false : null;

    static DeclaredTool? Tool(JsonElement tool, int at)
    {
        if (tool.Word("type") is { } type && type != "custom")
        {
            return null;
        }

        var name = tool.Word("name") ?? throw Refuse($"tools.{at}.custom.name: Field required");
        if (name.Length is 0 or > LongestName || !name.All(each => char.IsAsciiLetterOrDigit(each) || each is '_' or '-'))
        {
            throw Refuse($"tools.{at}.custom.name: String should match pattern '^[a-zA-Z0-9_-]{{1,{LongestName}}}$'");
        }

        var schema = tool.Member("input_schema") ?? throw Refuse($"tools.{at}.custom.input_schema: Field required");
        return schema.Word("type") is null ? throw Refuse($"tools.{at}.custom.input_schema.type: Field required")
            : schema.Word("type") != "object" ? throw Refuse($"tools.{at}.custom.input_schema.type: Input should be 'object'")
            : new(name, tool.Word("description") ?? "", schema) { Kept = tool.Member("cache_control") is { } mark ? AnthropicMessages.Life(mark) : null };
    }
}
