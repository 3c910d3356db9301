using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Ollama;

/// <summary>Writes a conversation the way <c>api/chat</c> takes it.</summary>
sealed class OllamaMessages(List<string> warnings)
{
    static readonly JsonSerializerOptions _compact = new(AIJsonUtilities.DefaultOptions) { WriteIndented = false };

    readonly Dictionary<string, string> _tools = []; // the name of each call's tool: results are told apart by it
    readonly JsonArray _written = [];

    /// <exception cref="ProviderException">The API cannot say this.</exception>
    public static JsonArray Write(string? instructions, IEnumerable<ChatMessage> messages, List<string> warnings)
    {
        OllamaMessages writer = new(warnings);
        if (instructions is not null)
        {
            writer._written.Add(new JsonObject { ["role"] = "system", ["content"] = instructions });
        }

        foreach (var message in messages)
        {
            writer.Write(message);
        }

        return writer._written;
    }

    /// <remarks>A message with results of tools becomes one for each of them, before what else it says.</remarks>
    void Write(ChatMessage message)
    {
        foreach (var result in message.Contents.OfType<FunctionResultContent>())
        {
            Write(result);
        }

        Said said = new();
        foreach (var content in message.Contents.Where(content => content is not FunctionResultContent))
        {
            Write(content, message.Role, said);
        }

        if (said.IsEmpty && message.Contents.Count > 0)
        {
            return; // nothing that this API could be told
        }

        JsonObject written = new()
        {
            ["role"] = message.Role == ChatRole.Assistant ? "assistant" : message.Role == ChatRole.User ? "user" : message.Role == ChatRole.Tool ? "tool" : "system",
            ["content"] = string.Join(message.Role == ChatRole.Assistant ? "" : "\n", said.Text),
        };
        Add(written, said);
        _written.Add(written);
    }

    void Write(AIContent content, ChatRole role, Said said)
    {
        switch (content)
        {
            case TextReasoningContent { ProtectedData.Length: > 0 }:
                Warn("Sealed thinking of another provider");
                break;
            case TextReasoningContent thinking:
                said.Thinking.Add(thinking.Text);
                break;
            case TextContent text:
                said.Text.Add(text.Text);
                break;
            case DataContent picture when picture.HasTopLevelMediaType("image"):
                said.Pictures.Add((JsonNode)picture.Base64Data.ToString());
                break;
            case UriContent link when link.HasTopLevelMediaType("image"):
                throw Refused("Ollama takes pictures as bytes and fetches none: read the picture and send it as data.");
            case FunctionCallContent { InformationalOnly: true }:
                Warn("A tool call that another provider ran itself");
                break;
            case FunctionCallContent call:
                said.Calls.Add(Call(call));
                break;
            case ErrorContent { ErrorCode: "refusal" } refusal:
                said.Text.Add(refusal.Message);
                break;
            case ErrorContent or UsageContent:
                break; // about an answer, not of it
            case DataContent or UriContent or HostedFileContent:
                throw Refused($"Ollama takes no documents ({(content as DataContent)?.MediaType ?? (content as UriContent)?.MediaType ?? "a file"}), only text and pictures: send the text of it.");
            case var part when role == ChatRole.Assistant:
                Warn($"A part of an answer that only its own provider understands ({part.GetType().Name})");
                break;
            default:
                throw Refused($"Ollama takes text and pictures, and no {content.GetType().Name}.");
        }
    }

    JsonObject Call(FunctionCallContent call)
    {
        _tools[call.CallId] = call.Name;
        if (call.RawArguments is not null)
        {
            Warn($"What {call.Name} was called with, which is no JSON object,");
        }

        return new()
        {
            ["id"] = call.CallId,
            ["function"] = new JsonObject
            {
                ["name"] = call.Name,
                ["arguments"] = JsonSerializer.SerializeToNode(call.Arguments ?? new Dictionary<string, object?>(), AIJsonUtilities.DefaultOptions),
            },
        };
    }

    void Write(FunctionResultContent result)
    {
        Said said = new();
        foreach (var content in result.Result is AIContent one ? [one] : result.Result as IEnumerable<AIContent> ?? [])
        {
            Write(content, ChatRole.Tool, said);
        }

        JsonObject written = new()
        {
            ["role"] = "tool",
            ["content"] = result.Result switch
            {
                null => result.Exception is { } failed ? $"Error: {failed.Message}" : "",
                string text => text,
                JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
                AIContent or IEnumerable<AIContent> => string.Join("\n", said.Text),
                var other => JsonSerializer.Serialize(other, _compact.GetTypeInfo(other.GetType())),
            },
        };
        if (_tools.TryGetValue(result.CallId, out var tool))
        {
            written["tool_name"] = tool;
        }

        written["tool_call_id"] = result.CallId;
        Add(written, said);
        _written.Add(written);
    }

    static void Add(JsonObject message, Said said)
    {
        if (said.Thinking.Count > 0)
        {
            message["thinking"] = string.Concat(said.Thinking);
        }

        if (said.Pictures.Count > 0)
        {
            message["images"] = said.Pictures;
        }

        if (said.Calls.Count > 0)
        {
            message["tool_calls"] = said.Calls;
        }
    }

    void Warn(string what) => warnings.Add($"{what} was left out: Ollama cannot be told.");

    static ProviderException Refused(string reason) => new(new(FailureKind.InvalidRequest, reason));

    /// <summary>The parts of one message.</summary>
    sealed class Said
    {
        public List<string> Text { get; } = [];

        public List<string> Thinking { get; } = [];

        public JsonArray Pictures { get; } = [];

        public JsonArray Calls { get; } = [];

        public bool IsEmpty => Text.Count + Thinking.Count + Pictures.Count + Calls.Count == 0;
    }
}
