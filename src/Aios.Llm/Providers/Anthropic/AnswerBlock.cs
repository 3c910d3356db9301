using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>A block of an answer, from its beginning over its deltas to its end.</summary>
/// <param name="start">As it began; in an answer that came whole it is all there is.</param>
sealed class AnswerBlock(JsonElement start)
{
    readonly JsonElement _start = start.ValueKind == JsonValueKind.Object ? start : throw new JsonException("A block is a JSON object.");
    readonly StringBuilder _input = new();
    readonly StringBuilder _signature = new(start.Text("signature"));
    readonly List<AIAnnotation> _citations = [.. start.Items("citations").Select(Citations.Read)];
    readonly Dictionary<string, JsonElement> _replaced = [];

    string Type => _start.Text("type") ?? "";

    /// <summary>The block that a delta belongs to whose beginning never came.</summary>
    public static AnswerBlock Before(JsonElement delta)
    {
        var type = delta.Text("type") switch
        {
            "text_delta" or "citations_delta" => "text",
            "thinking_delta" or "signature_delta" => "thinking",
            _ => throw new JsonException("A delta belongs to a block that has begun."),
        };
        return new(new JsonObject { ["type"] = type }.ToElement());
    }

    public IEnumerable<AIContent> Begin() => Type switch
    {
        "text" => Text(_start.Text("text")),
        "thinking" => Thought(_start.Text("thinking")),
        _ => [],
    };

    public IEnumerable<AIContent> Read(JsonElement delta)
    {
        switch (delta.Text("type"))
        {
            case "text_delta":
                return Text(delta.Text("text"));
            case "thinking_delta":
                return Thought(delta.Text("thinking"));
            case "signature_delta":
                _signature.Append(delta.Text("signature"));
                break;
            case "input_json_delta":
                _input.Append(delta.Text("partial_json"));
                break;
            case "citations_delta" when delta.At("citation") is { } citation:
                _citations.Add(Citations.Read(citation));
                break;
            default: // of a block that was not known when this was written: kept, for it may have to go back
                foreach (var member in delta.EnumerateObject().Where(member => member.Name != "type"))
                {
                    _replaced[member.Name] = member.Value;
                }

                break;
        }

        return [];
    }

    /// <summary>What is whole only now.</summary>
    public IEnumerable<AIContent> End() => Type switch
    {
        "text" => _citations.Count > 0 ? [new TextContent("") { Annotations = _citations }] : [],
        "thinking" => _signature.Length > 0 ? [new TextReasoningContent("") { ProtectedData = _signature.ToString() }] : [],
        "redacted_thinking" => [Redacted.Thinking(_start.Text("data") ?? "")],
        "tool_use" => [Call(isTheirs: false)],
        "server_tool_use" or "mcp_tool_use" => [Call(isTheirs: true)],
        _ => [new AIContent { RawRepresentation = Whole() }],
    };

    static IEnumerable<AIContent> Text(string? text) => text is { Length: > 0 } ? [new TextContent(text)] : [];

    static IEnumerable<AIContent> Thought(string? text) => text is { Length: > 0 } ? [new TextReasoningContent(text)] : [];

    /// <param name="isTheirs">The provider runs the tool itself.</param>
    FunctionCallContent Call(bool isTheirs)
    {
        var (id, name) = (_start.Text("id") ?? "", _start.Text("name") ?? "");
        var call = _input.Length > 0 ? ToolCalls.Of(id, name, _input.ToString())
            : _start.At("input") is not { } input ? ToolCalls.Of(id, name, "")
            : input.ValueKind == JsonValueKind.Object ? ToolCalls.Of(id, name, input)
            : ToolCalls.Of(id, name, input.Word() ?? input.GetRawText());
        call.InformationalOnly = isTheirs;
        call.RawRepresentation = Whole();
        return call;
    }

    /// <summary>The block as it would have come in an answer in one piece.</summary>
    JsonElement Whole()
    {
        if (_input.Length == 0 && _replaced.Count == 0)
        {
            return _start;
        }

        var whole = JsonObject.Create(_start)!; // seen to be an object above
        if (_input.Length > 0)
        {
            whole["input"] = Parsed(_input.ToString());
        }

        foreach (var (name, value) in _replaced)
        {
            whole[name] = JsonNode.Parse(value.GetRawText());
        }

        return whole.ToElement();
    }

    static JsonNode? Parsed(string input)
    {
        try
        {
            return JsonNode.Parse(input);
        }
        catch (JsonException)
        {
            return new JsonObject(); // the API takes back nothing but objects
        }
    }
}
