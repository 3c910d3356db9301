using System.Text.Json;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Ollama.OllamaErrors;

namespace Aios.Server.Dialects.Ollama;

/// <summary>Reads the bodies of <c>/api/chat</c> and <c>/api/generate</c>. Like Ollama it overlooks members that it does not know.</summary>
static class OllamaRequest
{
    public static Question ReadChat(JsonElement body) => Read(body, OllamaMessages.Read(body));

    public static Question ReadPrompt(JsonElement body)
    {
        if (body.IsObject && body.Member("messages") is not null && body.Member("prompt") is null)
        {
            throw Refuse("/api/generate takes a prompt: messages go to /api/chat");
        }

        List<ChatMessage> messages = body.IsObject && body.Word("system") is { } system ? [new(ChatRole.System, system)] : [];
        if (body.IsObject && body.Word("prompt") is { Length: > 0 } prompt)
        {
            messages.Add(new(ChatRole.User, [new TextContent(prompt), .. OllamaMessages.Images(body)]));
        }

        return Read(body, messages);
    }

    static Question Read(JsonElement body, IReadOnlyList<ChatMessage> messages)
    {
        var model = body.Word("model") is { Length: > 0 } name ? name : throw Refuse("model is required");
        var options = body.Member("options");
        if (options is { IsObject: false })
        {
            throw WrongType(options.Value, "options", "map[string]interface {}");
        }

        return new()
        {
            Model = model,
            Messages = messages,
            Streams = body.Member("stream") is not { ValueKind: JsonValueKind.False },
            Thinks = Thinks(body),
            Body = body,
            Options = new()
            {
                ModelId = model,
                Tools = body.Items("tools") is { Count: > 0 } tools ? [.. tools.Select(Tool)] : null,
                MaxOutputTokens = options?.Whole("num_predict") is > 0 and var most ? most : null,
                StopSequences = options?.Word("stop") is { } stop ? [stop] : [.. options?.Items("stop").Select(each => each.GetString() ?? "") ?? []],
                Temperature = (float?)options?.Number("temperature"),
                Seed = options?.Whole("seed"),
                ResponseFormat = Format(body),
            },
        };
    }

    public static RequestRefusedException WrongType(JsonElement value, string field, string type) =>
        Refuse($"json: cannot unmarshal {value.ValueKind.ToString().ToLowerInvariant()} into Go struct field {field} of type {type}");

    static bool Thinks(JsonElement body) => body.Member("think") switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.String } level when level.GetString() is "high" or "medium" or "low" => true,
        { } other => throw Refuse($"invalid think value: {other.GetRawText()} (must be \"high\", \"medium\", \"low\", true, or false)"),
    };

    static ChatResponseFormatJson? Format(JsonElement body) => body.Member("format") switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } word => word.GetString() switch
        {
            "json" => ChatResponseFormat.Json,
            "" => null,
            var other => throw Refuse($"invalid format: \"{other}\"; expected \"json\" or a valid JSON Schema object"),
        },
        { ValueKind: JsonValueKind.Object } schema => ChatResponseFormat.ForJsonSchema(schema),
        { } other => throw Refuse($"invalid format: {other.GetRawText()}; expected \"json\" or a valid JSON Schema object"),
    };

    static AITool Tool(JsonElement tool)
    {
        var function = tool.Member("function") ?? throw Refuse("tools: function is required");
        var parameters = function.Member("parameters") ?? JsonElement.Parse("""{"type":"object","properties":{}}""");
        return !parameters.IsObject ? throw WrongType(parameters, "ChatRequest.tools.function.parameters", "api.ToolFunctionParameters")
            : new DeclaredTool(function.Word("name") ?? throw Refuse("tools: function name is required"), function.Word("description") ?? "", parameters);
    }
}
