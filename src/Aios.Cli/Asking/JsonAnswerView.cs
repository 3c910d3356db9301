using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Cli.Asking;

/// <summary>One JSON document at the end, and before it, if wished, a line for each piece.</summary>
sealed class JsonAnswerView(TextWriter output, bool lines) : IAnswerView
{
    static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public void Show(AIContent piece)
    {
        if (lines && Line(piece) is { } line)
        {
            output.WriteLine(line.ToJsonString());
            output.Flush();
        }
    }

    public void End(AnswerReport report) => output.WriteLine(lines ? report.ToJson().ToJsonString() : report.ToJson().ToJsonString(_indented));

    /// <remarks>Nothing: the document that says what went wrong holds it.</remarks>
    public void Break(AnswerReport report)
    {
    }

    static JsonObject? Line(AIContent piece) => piece switch
    {
        TextContent { Text.Length: > 0 } text => new() { ["event"] = "text", ["text"] = text.Text },
        TextReasoningContent { Text.Length: > 0 } thought => new() { ["event"] = "reasoning", ["text"] = thought.Text },
        FunctionCallContent { InformationalOnly: false } call => new() { ["event"] = "tool_call", ["name"] = call.Name, ["arguments"] = AnswerReport.Arguments(call) },
        _ => null,
    };
}
