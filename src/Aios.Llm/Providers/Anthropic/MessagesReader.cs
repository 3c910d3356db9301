using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>Reads an answer of the Messages API. One that comes whole is read as if its blocks had come one after the other.</summary>
sealed class MessagesReader : IAnswerReader
{
    readonly SortedDictionary<long, AnswerBlock> _open = [];
    readonly MessagesUsage _usage = new();
    string? _id;
    string? _model;
    string? _stopReason;
    string? _explanation;
    bool _stopped;

    public bool HasEnded => _stopped;

    public Usage? Usage => _usage.Total;

    public IEnumerable<ChatResponseUpdate> Read(string eventType, string data)
    {
        if (data.AsSpan().Trim() is "[DONE]") // of those who copied the API
        {
            _stopped |= _stopReason is not null;
            return [];
        }

        using var document = JsonDocument.Parse(data);
        var json = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException("An event is a JSON object.");
        var contents = (json.Text("type") ?? eventType) switch
        {
            "message_start" => Begin(json.At("message") ?? json),
            "content_block_start" => BeginBlock(json),
            "content_block_delta" => ReadBlock(json),
            "content_block_stop" => _open.Remove(Index(json), out var block) ? block.End() : [],
            "message_delta" => ReadEnd(json.At("delta") ?? json, json),
            "message_stop" => Stop(),
            "error" => throw new ProviderException(MessagesFailure.Of(json, status: null)),
            _ when json.At("error") is not null => throw new ProviderException(MessagesFailure.Of(json, status: null)),
            _ => [], // a ping, or what was not known when this was written
        };
        return Updates(contents);
    }

    public IEnumerable<ChatResponseUpdate> ReadWhole(JsonElement answer)
    {
        if (answer.Text("type") == "error" || answer.At("error") is not null)
        {
            throw new ProviderException(MessagesFailure.Of(answer, status: null));
        }

        if (answer.At("content") is not { ValueKind: JsonValueKind.Array } blocks)
        {
            throw new JsonException("It is no message: it has no content.");
        }

        Begin(answer);
        AIContent[] contents = [.. blocks.EnumerateArray().Select(block => new AnswerBlock(block)).SelectMany(block => (AIContent[])[.. block.Begin(), .. block.End()])];
        ReadEnd(answer, answer);
        Stop();
        return [.. Updates(contents), .. End()];
    }

    public IEnumerable<ChatResponseUpdate> End()
    {
        if (!_stopped && (_stopReason is null || _open.Count > 0)) // where both are as they should be, the last event says nothing more
        {
            throw new ProviderException(new(FailureKind.Truncated, "The answer broke off before its end."));
        }

        var update = Update([.. Refusal(), .. _usage is { IsFinal: true, Total: { } usage } ? [new UsageContent(usage.ToDetails())] : (AIContent[])[]]);
        update.FinishReason = FinishReason(_stopReason);
        Say(AnswerProperties.StopReason, _stopReason);
        Say(AnswerProperties.ServiceTier, _usage.ServiceTier);
        return [update];

        void Say(string name, string? value)
        {
            if (value is not null)
            {
                (update.AdditionalProperties ??= [])[name] = value;
            }
        }
    }

    static long Index(JsonElement json) => json.Count("index") ?? 0;

    static ChatFinishReason? FinishReason(string? word) => word switch
    {
        null => null,
        "end_turn" or "stop_sequence" => ChatFinishReason.Stop,
        "max_tokens" or "model_context_window_exceeded" => ChatFinishReason.Length,
        "tool_use" => ChatFinishReason.ToolCalls,
        "refusal" => ChatFinishReason.ContentFilter,
        _ => new(word), // pause_turn: the provider's own tools are not done yet, and the answer goes back to it as it is
    };

    AIContent[] Begin(JsonElement message)
    {
        _id = message.Text("id") ?? _id;
        _model = message.Text("model") ?? _model;
        _usage.Read(message.At("usage"));
        return [];
    }

    IEnumerable<AIContent> BeginBlock(JsonElement json)
    {
        var block = new AnswerBlock(json.At("content_block") ?? throw new JsonException("A block that begins has content."));
        _open[Index(json)] = block;
        return block.Begin();
    }

    IEnumerable<AIContent> ReadBlock(JsonElement json)
    {
        var delta = json.At("delta") ?? throw new JsonException("A delta has content.");
        if (!_open.TryGetValue(Index(json), out var block))
        {
            _open[Index(json)] = block = AnswerBlock.Before(delta);
        }

        return block.Read(delta);
    }

    AIContent[] ReadEnd(JsonElement end, JsonElement around)
    {
        _stopReason = end.Text("stop_reason") ?? _stopReason;
        _explanation = end.Text("stop_details", "explanation") ?? _explanation;
        _usage.ReadEnd(around.At("usage"));
        return [];
    }

    /// <remarks>A block that is still open was cut off, which is no fault where the answer may be no longer.</remarks>
    AIContent[] Stop()
    {
        _stopped = true;
        AIContent[] rest = [.. _open.Values.SelectMany(block => block.End())];
        _open.Clear();
        return FinishReason(_stopReason) != ChatFinishReason.Length && rest.OfType<FunctionCallContent>().FirstOrDefault(call => call.RawArguments is not null) is { } half
            ? throw new ProviderException(new(FailureKind.Malformed, $"The call of {half.Name} broke off in its arguments."))
            : rest;
    }

    IEnumerable<AIContent> Refusal() =>
        _stopReason == "refusal" ? [new ErrorContent(_explanation ?? "The model refused to answer.") { ErrorCode = "refusal" }] : [];

    IEnumerable<ChatResponseUpdate> Updates(IEnumerable<AIContent> contents) => contents.ToList() is { Count: > 0 } some ? [Update(some)] : [];

    ChatResponseUpdate Update(IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ModelId = _model, ResponseId = _id };
}
