using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.OpenAi.OpenAiErrors;

namespace Aios.Server.Dialects.OpenAi;

/// <summary>Reads function tools and how they may be chosen, in the form of either dialect.</summary>
static class OpenAiTools
{
    const int LongestName = 64;

    /// <param name="function">Where name and parameters stand: in a member of their own, or in the tool itself.</param>
    public static DeclaredTool Read(JsonElement function, string at)
    {
        var name = function.Word("name") ?? throw Missing($"{at}.name");
        if (name.Length is 0 or > LongestName || !name.All(each => char.IsAsciiLetterOrDigit(each) || each is '_' or '-'))
        {
            throw Refuse($"Invalid '{at}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.", $"{at}.name", "invalid_value");
        }

        var schema = function.Member("parameters") ?? JsonElement.Parse("""{"type":"object","properties":{}}""");
        if (!schema.IsObject)
        {
            throw WrongType($"{at}.parameters", "an object");
        }

        if (schema.Word("type") != "object")
        {
            throw Refuse($"Invalid schema for function '{name}': schema must be a JSON Schema of 'type: \"object\"', got 'type: \"{schema.Word("type") ?? "None"}\"'.", $"{at}.parameters", "invalid_function_parameters");
        }

        if (function.Is("strict"))
        {
            StrictSchema.Check(schema, $"function '{name}'", $"{at}.parameters", "invalid_function_parameters");
        }

        return new(name, function.Word("description") ?? "", schema);
    }

    /// <param name="named">The name that an object of the dialect's form chooses.</param>
    public static ChatToolMode? Mode(JsonElement body, IReadOnlyList<DeclaredTool> tools, Func<JsonElement, string?> named)
    {
        if (body.Member("tool_choice") is not { } choice)
        {
            return null;
        }

        if (body.Items("tools").Count == 0)
        {
            throw Refuse("'tool_choice' is only allowed when 'tools' are specified.", "tool_choice");
        }

        return choice.IsText
            ? choice.GetString() switch
            {
                "auto" => ChatToolMode.Auto,
                "none" => ChatToolMode.None,
                "required" => ChatToolMode.RequireAny,
                var other => throw WrongValue(other, "tool_choice", "none", "auto", "required"),
            }
            : named(choice) is { } name
                ? tools.Any(tool => tool.Name == name) ? ChatToolMode.RequireSpecific(name)
                    : throw Refuse($"Tool choice '{name}' not found in 'tools' parameter.", "tool_choice")
                : null;
    }

    public static bool? AllowsMany(JsonElement body) => body.Member("parallel_tool_calls") switch
    {
        null => null,
        _ when body.Items("tools").Count == 0 => throw Refuse("'parallel_tool_calls' is only allowed when 'tools' are specified.", "parallel_tool_calls"),
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw WrongType("parallel_tool_calls", "a boolean"),
    };
}
