using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Replay;

/// <summary>An update as it came.</summary>
sealed record RecordedUpdate
{
    /// <summary>In milliseconds from the question.</summary>
    public required long At { get; init; }

    public string? Role { get; init; }

    public string? Author { get; init; }

    public string? ModelId { get; init; }

    public string? ResponseId { get; init; }

    public string? MessageId { get; init; }

    public string? ConversationId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public string? FinishReason { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Properties { get; init; }

    public required IReadOnlyList<RecordedContent> Contents { get; init; }

    public static RecordedUpdate Of(ChatResponseUpdate update, long at) => new()
    {
        At = at,
        Role = update.Role?.Value,
        Author = update.AuthorName,
        ModelId = update.ModelId,
        ResponseId = update.ResponseId,
        MessageId = update.MessageId,
        ConversationId = update.ConversationId,
        CreatedAt = update.CreatedAt,
        FinishReason = update.FinishReason?.Value,
        Properties = RecordedProperties.Of(update.AdditionalProperties),
        Contents = [.. update.Contents.Select(RecordedContent.Of)],
    };

    public ChatResponseUpdate ToUpdate() => new()
    {
        Role = Role is null ? null : new(Role),
        AuthorName = Author,
        ModelId = ModelId,
        ResponseId = ResponseId,
        MessageId = MessageId,
        ConversationId = ConversationId,
        CreatedAt = CreatedAt,
        FinishReason = FinishReason is null ? null : new(FinishReason),
        AdditionalProperties = RecordedProperties.ToProperties(Properties),
        Contents = [.. Contents.Select(content => content.ToContent())],
    };
}
