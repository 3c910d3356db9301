using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Caching;

/// <summary>An answer that was paid for, to be given again.</summary>
public sealed record KeptAnswer
{
    public required string Key { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    /// <summary>The kind of task.</summary>
    public required string Kind { get; init; }

    /// <summary>The call that paid for it.</summary>
    public required Guid Call { get; init; }

    /// <summary>What it cost then, and what giving it again saves.</summary>
    public required Money Cost { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>False as long as its checks have not been made: it is not given to anybody until then.</summary>
    public required bool Serves { get; init; }

    /// <summary>A <see cref="ChatResponse"/> as JSON.</summary>
    public required string Body { get; init; }

    public ChatResponse Answer() => Read(Body);

    internal static ChatResponse Read(string body) => (ChatResponse)JsonSerializer.Deserialize(body, Form)!; // BodyOf wrote it

    static JsonTypeInfo Form => AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(ChatResponse));

    /// <summary>Without its usage: nothing is used when it is given again.</summary>
    /// <returns>Null for what would not come back as it was: parts that only their own provider can read.</returns>
    internal static string? BodyOf(ChatResponse answer)
    {
        var parts = answer.Messages.SelectMany(message => message.Contents);
        ChatResponse kept = new([.. answer.Messages.Select(message => new ChatMessage(message.Role, [.. message.Contents.Where(part => part is not UsageContent)]))])
        {
            FinishReason = answer.FinishReason,
            ModelId = answer.ModelId,
        };
        return parts.All(part => part is TextContent or TextReasoningContent or FunctionCallContent or UsageContent && part.RawRepresentation is not JsonElement)
            ? JsonSerializer.Serialize(kept, Form)
            : null;
    }
}
