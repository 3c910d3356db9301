using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Ollama;

/// <summary>Reads an answer of <c>api/chat</c>, and of <c>api/generate</c>, which says the same under other names.</summary>
/// <remarks>Each line is a whole object, a tool call too. Ollama leaves a count of zero out.</remarks>
sealed class OllamaReader(string model) : IAnswerReader
{
    const string Cached = "prompt_eval_cached_count";

    static readonly string[] _counts = ["prompt_eval_count", "eval_count", Cached];

    int _calls;
    string? _model;
    string? _reason;
    DateTimeOffset? _createdAt;

    public bool HasEnded { get; private set; }

    public Usage? Usage { get; private set; }

    public IEnumerable<ChatResponseUpdate> Read(string eventType, string data)
    {
        using var document = JsonDocument.Parse(data);
        return document.RootElement.ValueKind == JsonValueKind.Object
            ? Read(document.RootElement)
            : throw new JsonException("A line of the answer is no object.");
    }

    public IEnumerable<ChatResponseUpdate> ReadWhole(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && (OllamaFailure.IsIn(answer) || answer.At("message") is not null || answer.At("response") is not null)
            ? [.. Read(answer), .. End()]
            : throw new JsonException("It has neither a message nor a response.");

    public IEnumerable<ChatResponseUpdate> End()
    {
        if (!HasEnded)
        {
            throw new ProviderException(new(FailureKind.Truncated, "The answer broke off before its end."));
        }

        var update = Update(Usage is { } usage ? [new UsageContent(usage.ToDetails())] : []);
        update.FinishReason = _reason switch
        {
            null or "stop" => _calls > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop, // it says stop for calls too
            "length" => ChatFinishReason.Length,
            _ => new(_reason),
        };
        if (_reason is not null)
        {
            update.AdditionalProperties = new() { [AnswerProperties.StopReason] = _reason };
        }

        return [update];
    }

    /// <remarks>Not lazily: the line is read out of memory that is given back.</remarks>
    List<ChatResponseUpdate> Read(JsonElement line)
    {
        if (OllamaFailure.IsIn(line))
        {
            throw new ProviderException(OllamaFailure.Of(line, status: null, model));
        }

        _model = line.Text("model") ?? _model;
        _createdAt = DateTimeOffset.TryParse(line.Text("created_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var createdAt) ? createdAt : _createdAt;
        if (line.At("done") is { ValueKind: JsonValueKind.True })
        {
            HasEnded = true;
            _reason = line.Text("done_reason");
            Usage = Counted(line);
        }

        var contents = Contents(line).ToList();
        return contents.Count == 0 ? [] : [Update(contents)];
    }

    IEnumerable<AIContent> Contents(JsonElement line)
    {
        if ((line.Text("message", "thinking") ?? line.Text("thinking")) is { Length: > 0 } thinking)
        {
            yield return new TextReasoningContent(thinking);
        }

        if ((line.Text("message", "content") ?? line.Text("response")) is { Length: > 0 } text)
        {
            yield return new TextContent(text);
        }

        foreach (var call in line.Items("message", "tool_calls"))
        {
            yield return Call(call, line.Text("created_at"));
        }
    }

    FunctionCallContent Call(JsonElement call, string? createdAt)
    {
        var name = call.Text("function", "name") ?? "";
        var arguments = call.At("function") is { } function && function.TryGetProperty("arguments", out var said) ? said : default;
        var id = call.Text("id") is { Length: > 0 } given ? given : Id($"{createdAt}/{_calls}/{call.GetRawText()}");
        _calls++;
        return arguments.ValueKind switch
        {
            JsonValueKind.Object => ToolCalls.Of(id, name, arguments),
            JsonValueKind.Undefined => ToolCalls.Of(id, name, ""),
            JsonValueKind.String => ToolCalls.Of(id, name, arguments.Text() ?? ""),
            _ => ToolCalls.Of(id, name, arguments.GetRawText()),
        };
    }

    /// <summary>Older servers give calls no id: one that is the same whenever the same answer is read, and another in every other answer.</summary>
    static string Id(string call) => $"call_{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call)))[..12]}";

    /// <summary>The count of the prompt includes what was still in the cache.</summary>
    static Usage? Counted(JsonElement line)
    {
        var said = _counts.Where(name => line.At(name) is not null).ToList();
        if (!said.Any(name => name != Cached) || said.Any(name => line.Count(name) is null))
        {
            return null; // not said, or not to be believed
        }

        var prompt = line.Count("prompt_eval_count") ?? 0;
        var cached = Math.Min(line.Count(Cached) ?? 0, prompt);
        return new() { Input = prompt - cached, CacheRead = cached, Output = line.Count("eval_count") ?? 0 };
    }

    ChatResponseUpdate Update(IList<AIContent> contents) =>
        new(ChatRole.Assistant, contents) { ModelId = _model, CreatedAt = _createdAt };
}
