using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>What the chunks of Chat Completions and of the older Completions have in common: head, usage and end.</summary>
/// <remarks>The first choice only: others are not asked for. Usage is what was said last.</remarks>
sealed class ChunkedAnswer
{
    string? _model;
    string? _id;
    DateTimeOffset? _created;
    string? _tier;
    string? _stop;
    bool _saidDone;
    bool _saidSomething;
    bool _saidUsageLast;

    public Usage? Usage { get; private set; }

    /// <summary>What the server calls the answer.</summary>
    public string? Id => _id;

    public bool HasEnded => _saidDone || (_saidUsageLast && HasStopped);

    bool HasStopped => _stop is { Length: > 0 };

    /// <summary>One chunk as JSON; null for the word that ends the stream.</summary>
    /// <exception cref="ProviderException">It is an error.</exception>
    public JsonElement? Parse(string eventType, string data)
    {
        if (data.AsSpan().Trim().SequenceEqual("[DONE]"))
        {
            _saidDone = true;
            return null;
        }

        using var document = JsonDocument.Parse(data);
        var chunk = document.RootElement.Clone();
        return chunk.ValueKind != JsonValueKind.Object ? throw new JsonException("A chunk of an answer is a JSON object.")
            : eventType == "error" && OpenAiError.In(chunk) is null ? throw OpenAiFailure.Inside(OpenAiError.Of(chunk), Usage)
            : chunk;
    }

    /// <summary>Reads what every chunk, and a whole answer, may say of itself.</summary>
    /// <returns>The first choice; null where there is none in it.</returns>
    /// <exception cref="ProviderException">It is an error.</exception>
    public JsonElement? Read(JsonElement chunk)
    {
        Usage = (chunk.At("usage") ?? chunk.At("x_groq", "usage")) is { } usage ? OpenAiUsage.Of(usage, Usage) : Usage;
        if (OpenAiError.In(chunk) is { } error)
        {
            throw OpenAiFailure.Inside(error, Usage);
        }

        _model = chunk.Text("model") is { Length: > 0 } model ? model : _model;
        _id ??= chunk.Text("id") is { Length: > 0 } id ? id : null; // gateways change it on the way
        _tier = chunk.Text("service_tier") is { Length: > 0 } tier ? tier : _tier;
        _created ??= Created(chunk.Count("created"));
        var choices = chunk.Items("choices").ToList();
        _saidUsageLast |= _saidSomething && choices.Count == 0 && chunk.At("usage") is not null; // some tell it first too
        if (choices.FirstOrDefault(choice => (choice.Count("index") ?? 0) == 0) is not { ValueKind: JsonValueKind.Object } first)
        {
            return null;
        }

        _stop = first.Text("finish_reason") is { } stop && (stop.Length > 0 || _stop is null) ? stop : _stop;
        if (first.Text("finish_reason") is { Length: > 0 } || SaysSomething(first))
        {
            _saidSomething = true;
            _saidUsageLast = false;
        }

        return first;
    }

    public ChatResponseUpdate Update(params IList<AIContent> contents) =>
        new(ChatRole.Assistant, contents) { ModelId = _model, ResponseId = _id, CreatedAt = _created };

    /// <summary>The last update: why the answer ended, and its usage.</summary>
    /// <param name="isWhole">It came in one piece, which is its end.</param>
    /// <exception cref="ProviderException">It has not ended.</exception>
    public ChatResponseUpdate End(bool isWhole, bool hasCalls)
    {
        if (_stop is "error")
        {
            throw new ProviderException(new(FailureKind.Overloaded, "The provider ended the answer with an error and said no more.") { Usage = Usage });
        }

        if (_stop is "abort" || !(isWhole || _saidDone || _saidUsageLast || HasStopped))
        {
            throw new ProviderException(new(FailureKind.Truncated, "The answer broke off: its end never came.") { Usage = Usage });
        }

        if (!_saidSomething)
        {
            throw new ProviderException(new(FailureKind.Malformed, "The answer is empty: it ended before it said anything.") { Usage = Usage });
        }

        var update = Update();
        if (!isWhole && !HasStopped) // Snowflake never says why it ends
        {
            update.Contents.Add(Warnings.Of("end_unconfirmed", "The stream ended without saying why the answer did: it may be cut off."));
        }

        update.FinishReason = FinishReason(hasCalls);
        if (_stop is not null)
        {
            (update.AdditionalProperties ??= [])[AnswerProperties.StopReason] = _stop;
        }

        if (_tier is not null)
        {
            (update.AdditionalProperties ??= [])[AnswerProperties.ServiceTier] = _tier;
        }

        if (Usage is not null)
        {
            update.Contents.Add(new UsageContent(Usage.ToDetails()));
        }

        return update;
    }

    /// <summary>Who answers, and what is absent, empty or null, are no part of an answer.</summary>
    static bool SaysSomething(JsonElement choice) =>
        choice.Text("text") is { Length: > 0 }
        || (choice.At("delta") ?? choice.At("message")) is { ValueKind: JsonValueKind.Object } piece
            && piece.EnumerateObject().Any(member => member.Name != "role" && !IsEmpty(member.Value));

    static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(""),
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        var kind => kind == JsonValueKind.Null,
    };

    internal static DateTimeOffset? Created(long? seconds) =>
        seconds is > 0 and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds.Value) : null; // up to the year 9999

    /// <remarks>Some say "stop" where they call tools.</remarks>
    ChatFinishReason? FinishReason(bool hasCalls) => _stop switch
    {
        null or "" => hasCalls ? ChatFinishReason.ToolCalls : null,
        "stop" or "eos" or "end_turn" or "stop_sequence" => hasCalls ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        "tool_calls" or "function_call" => ChatFinishReason.ToolCalls,
        "length" or "max_tokens" or "model_length" => ChatFinishReason.Length,
        "content_filter" => ChatFinishReason.ContentFilter,
        var other when string.IsNullOrWhiteSpace(other) => null,
        var other => new(other),
    };
}
