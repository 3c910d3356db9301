using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Asking;

/// <summary>Reads definitions of tools: one or a list of them, in the shape of either Anthropic's or OpenAI's API.</summary>
static class ToolFile
{
    public static IEnumerable<AITool> Read(JsonElement json, string file, ICollection<string> mistakes)
    {
        List<AITool> tools = [];
        foreach (var definition in json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().ToArray() : [json])
        {
            if (Tool(definition) is { } tool)
            {
                tools.Add(tool);
            }
            else
            {
                mistakes.Add($"--tool: {file} should hold objects with name, description, and parameters or input_schema, or a list of such.");
            }
        }

        return tools;
    }

    static AIFunctionDeclaration? Tool(JsonElement definition)
    {
        var tool = Member(definition, "function") is { ValueKind: JsonValueKind.Object } inner ? inner : definition;
        return Member(tool, "name") is { ValueKind: JsonValueKind.String } name && name.GetString() is { Length: > 0 } called
            && (Member(tool, "parameters") ?? Member(tool, "input_schema") ?? JsonElement.Parse("""{"type":"object","properties":{}}""")) is { ValueKind: JsonValueKind.Object } parameters
            ? AIFunctionFactory.CreateDeclaration(called, Member(tool, "description") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null, parameters)
            : null;
    }

    static JsonElement? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;
}
