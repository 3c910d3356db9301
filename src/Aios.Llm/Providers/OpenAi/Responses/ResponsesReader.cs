using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Responses;

/// <summary>Reads answers of the Responses API.</summary>
/// <remarks>
/// The last event holds the whole answer and is believed, but for an empty list of items where items had been finished before (ChatGPT's own).
/// A refusal is told when it is whole.
/// </remarks>
/// <param name="thinker">Whose thoughts these are.</param>
sealed class ResponsesReader(string thinker) : IAnswerReader
{
    readonly SortedDictionary<long, ItemSoFar> _items = [];
    string? _id;
    string? _model;
    string? _conversation;
    DateTimeOffset? _created;
    ChatResponseUpdate? _last;

    public bool HasEnded => _last is not null;

    public Usage? Usage { get; private set; }

    public IEnumerable<ChatResponseUpdate> Read(string eventType, string data)
    {
        if (data.AsSpan().Trim().SequenceEqual("[DONE]"))
        {
            return []; // OpenRouter's
        }

        using var document = JsonDocument.Parse(data);
        var said = document.RootElement.Clone();
        return said.ValueKind != JsonValueKind.Object ? throw new JsonException("An event of an answer is a JSON object.")
            : ReadEvent(said.Text("type") ?? eventType, said) is { Count: > 0 } contents ? [Update(contents)]
            : [];
    }

    public IEnumerable<ChatResponseUpdate> ReadWhole(JsonElement answer)
    {
        var contents = ReadEnd(answer);
        return contents.Count > 0 ? [Update(contents), .. End()] : End();
    }

    public IEnumerable<ChatResponseUpdate> End() =>
        [_last ?? throw new ProviderException(new(FailureKind.Truncated, "The answer broke off: its end never came.") { Usage = Usage })];

    List<AIContent> ReadEvent(string type, JsonElement said)
    {
        switch (type)
        {
            case "error":
                throw Failed(OpenAiError.In(said) ?? OpenAiError.Of(said) with { Type = null });
            case "response.created" or "response.queued" or "response.in_progress":
                ReadHead(said.At("response") ?? said);
                return [];
            case "response.output_item.added":
                Begin(said);
                return [];
            case "response.output_text.delta" when said.Text("delta") is { Length: > 0 } piece:
                return [ItemOf(said).Say(piece)];
            case "response.reasoning_summary_text.delta" or "response.reasoning_text.delta" when said.Text("delta") is { Length: > 0 } piece:
                return [ItemOf(said).Think(piece)];
            case "response.output_item.done" when said.At("item") is { ValueKind: JsonValueKind.Object } item:
                Begin(said);
                return [.. ItemOf(said).Finish(item)];
            case "response.completed" or "response.incomplete" or "response.failed" or "response.cancelled" when said.At("response") is { } answer:
                return ReadEnd(answer);
            default:
                return [];
        }
    }

    void ReadHead(JsonElement answer)
    {
        _id = answer.Text("id") ?? _id;
        _model = answer.Text("model") ?? _model;
        _created ??= ChunkedAnswer.Created(answer.Count("created_at"));
        _conversation = answer.At("store") is { ValueKind: JsonValueKind.True } ? answer.Text("conversation", "id") ?? _id : null;
        Usage = answer.At("usage") is { } usage ? OpenAiUsage.Of(usage, Usage) : Usage;
        Usage = Usage is null ? null : Usage with { WebSearches = SearchesOf(answer) ?? Usage.WebSearches };
    }

    void Begin(JsonElement said)
    {
        var item = ItemOf(said);
        item.Id ??= said.Text("item", "id");
        item.Type ??= said.Text("item", "type");
        item.Phase ??= said.Text("item", "phase");
    }

    ItemSoFar ItemOf(JsonElement said)
    {
        var place = said.Count("output_index") ?? 0;
        return _items.TryGetValue(place, out var item) ? item : _items[place] = new();
    }

    List<AIContent> ReadEnd(JsonElement answer)
    {
        ReadHead(answer);
        if (OpenAiError.In(answer) is { } error)
        {
            throw Failed(error);
        }

        var status = answer.Text("status") ?? "completed";
        var reason = answer.Text("incomplete_details", "reason");
        if (status is not ("completed" or "incomplete") || answer.At("output") is null)
        {
            throw new ProviderException(new(status == "failed" ? FailureKind.Overloaded : FailureKind.Truncated, $"The answer is {status} and not whole.") { Usage = Usage });
        }

        List<AIContent> contents = [];
        foreach (var (place, item) in answer.Items("output").Index())
        {
            contents.AddRange(Known(item, place).Finish(item));
        }

        var hasCalls = _items.Values.Any(item => item.Type is "function_call" or "custom_tool_call");
        _last = Update([]);
        _last.FinishReason = (status, reason) switch
        {
            ("completed", _) => hasCalls ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
            (_, "content_filter") => ChatFinishReason.ContentFilter,
            _ => ChatFinishReason.Length,
        };
        _last.AdditionalProperties = new() { [AnswerProperties.StopReason] = reason is null ? status : $"{status}:{reason}" };
        if (answer.Text("service_tier") is { Length: > 0 } tier)
        {
            _last.AdditionalProperties[AnswerProperties.ServiceTier] = tier;
        }

        if (Usage is not null)
        {
            _last.Contents.Add(new UsageContent(Usage.ToDetails()));
        }

        return contents;
    }

    /// <summary>The item as far as it was streamed; gateways change ids on the way, so its place counts too.</summary>
    ItemSoFar Known(JsonElement item, int place)
    {
        var (id, type) = (item.Text("id"), item.Text("type"));
        var known = _items.Values.FirstOrDefault(each => each.Id is not null && each.Id == id)
            ?? (_items.TryGetValue(place, out var there) && (there.Type is null || there.Type == type) ? there : null);
        if (known is null)
        {
            known = new() { Id = id, Type = type };
            _items[_items.Count == 0 ? 0 : _items.Keys.Last() + 1] = known;
        }

        return known;
    }

    /// <summary>Searches are billed by the piece; opening a page that was found is not one.</summary>
    static long? SearchesOf(JsonElement answer) => answer.Count("tool_usage", "web_search", "num_requests")
        ?? (answer.Items("output").Count(item => item.Text("type") == "web_search_call" && item.Text("action", "type") is null or "search") is > 0 and var count ? count : null);

    /// <summary>Inside an answer the code is the kind of error; the type, where there is one, says which limit it was.</summary>
    ProviderException Failed(OpenAiError error) => OpenAiFailure.Inside(error with { Type = error.Code ?? error.Type }, Usage);

    ChatResponseUpdate Update(IList<AIContent> contents)
    {
        foreach (var content in contents.Where(content => content.RawRepresentation is JsonElement raw && ResponsesItem.IsThought(raw)))
        {
            Thinker.Put(content, thinker);
        }

        return new(ChatRole.Assistant, contents) { ModelId = _model, ResponseId = _id, CreatedAt = _created, ConversationId = _conversation };
    }
}
