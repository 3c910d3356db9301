using System.Text.Json;
using Aios.Llm.Models;
using Aios.Testing;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Llm.Models;

/// <summary>A recorded request as it would have been asked through us.</summary>
sealed record RecordedQuestion(Model Model, IReadOnlyList<ChatMessage> Messages, ChatOptions Options)
{
    static readonly string[] _texts = ["text", "input_text", "output_text"];

    /// <summary>Null for one that holds what only a provider can count, or that we never ask.</summary>
    public static RecordedQuestion? Of(Recording recording)
    {
        var request = recording.Request;
        if (request.ValueKind != JsonValueKind.Object || Text(request, "model") is not { } model
            || request.TryGetProperty("previous_response_id", out var previous) && previous.ValueKind == JsonValueKind.String
            || request.TryGetProperty("reasoning", out var reasoning) && Text(reasoning, "mode") == "pro" // several models read the question
            || request.TryGetProperty("mcp_servers", out _) || request.TryGetProperty("prompt", out _) || request.TryGetProperty("container", out _))
        {
            return null;
        }

        try
        {
            var messages = Items(request, "messages").Concat(Items(request, "input")).Select(Message).ToList();
            if (request.TryGetProperty("input", out var input) && input.ValueKind == JsonValueKind.String)
            {
                messages.Add(new(ChatRole.User, input.GetString()));
            }

            if (request.TryGetProperty("system", out var system) && system.ValueKind == JsonValueKind.Array)
            {
                messages.InsertRange(0, system.EnumerateArray().Select(block => new ChatMessage(ChatRole.System, [Part(block)])));
            }

            return messages.Count == 0 ? null : new(
                ModelCatalog.Shipped.Find(recording.Provider, model) ?? new() { Id = model, Provider = recording.Provider, ContextWindow = null, MaxOutput = null },
                messages,
                new()
                {
                    Instructions = Text(request, "instructions") ?? Text(request, "system"),
                    Tools = [.. Items(request, "tools").Concat(Items(request, "functions")).Select(Tool)],
                    ResponseFormat = Format(request),
                });
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    static ChatMessage Message(JsonElement message)
    {
        if (Text(message, "role") is not { } role)
        {
            return new(ChatRole.Assistant, [Part(message)]);
        }

        List<AIContent> parts = message.TryGetProperty("content", out var content) ? content.ValueKind switch
        {
            JsonValueKind.String => [new TextContent(content.GetString())],
            JsonValueKind.Array => [.. content.EnumerateArray().Select(Part)],
            _ => [],
        } : [];
        parts.AddRange(Items(message, "tool_calls").Select(Verbatim));
        if (role == "tool" || message.TryGetProperty("tool_call_id", out _))
        {
            parts = [new FunctionResultContent(Text(message, "tool_call_id") ?? "", string.Concat(parts))];
        }

        return new(new ChatRole(role), parts) { AuthorName = Text(message, "name") };
    }

    static AIContent Part(JsonElement part) => Text(part, "type") switch
    {
        var type when _texts.Contains(type) && !IsCited(part) => new TextContent(Text(part, "text")),
        "thinking" or "redacted_thinking" or "reasoning" or "tool_use" or "function_call" or "function_call_output" or "custom_tool_call" => Verbatim(part),
        "tool_result" when part.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.String => Verbatim(part),
        "tool_result" => new FunctionResultContent("", Items(part, "content").Select(Part).ToList()),
        null when Text(part, "content") is { } text => new TextContent(text),
        var type => throw new NotSupportedException($"Only a provider can count {type}."),
    };

    /// <summary>What was cited lies with the provider.</summary>
    static bool IsCited(JsonElement part) => part.TryGetProperty("citations", out var citations) && citations.ValueKind == JsonValueKind.Array;

    static AIContent Verbatim(JsonElement part) => new() { RawRepresentation = part.Clone() };

    static AITool Tool(JsonElement tool)
    {
        var type = Text(tool, "type");
        if (type is not (null or "function" or "custom"))
        {
            throw new NotSupportedException($"{type} is run and billed by the provider.");
        }

        var function = tool.TryGetProperty("function", out var inner) ? inner : tool;
        var schema = function.TryGetProperty("input_schema", out var input) ? input : function.TryGetProperty("parameters", out var parameters) ? parameters : default;
        return AIFunctionFactory.CreateDeclaration(
            Text(function, "name") ?? "", Text(function, "description"), schema.ValueKind == JsonValueKind.Object ? schema : JsonElement.Parse("{}"));
    }

    static ChatResponseFormatJson? Format(JsonElement request)
    {
        string[] places = ["response_format", "output_format", "output_config", "text"];
        var said = places.Select(place => request.TryGetProperty(place, out var format) ? format : default).FirstOrDefault(format => format.ValueKind == JsonValueKind.Object);
        return said.ValueKind == JsonValueKind.Object && said.GetRawText().Contains("json", StringComparison.Ordinal) ? ChatResponseFormat.ForJsonSchema(said) : null;
    }

    static JsonElement[] Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
