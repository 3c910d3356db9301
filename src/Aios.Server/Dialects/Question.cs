using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Aios.Server.Dialects;

/// <summary>What a vendor's client asked, in the vocabulary that every answerer understands.</summary>
sealed record Question
{
    public required string Model { get; init; }

    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    public ChatOptions Options { get; init; } = new();

    public required bool Streams { get; init; }

    /// <summary>Whether thinking belongs into the answer.</summary>
    public bool Thinks { get; init; }

    /// <summary>Whether what was thought may be shown, where a vendor bills it but keeps it to itself.</summary>
    public bool ShowsThinking { get; init; } = true;

    /// <summary>Whether a stream closes with the usage, where that has to be asked for.</summary>
    public bool WantsUsage { get; init; } = true;

    /// <summary>Whether the pieces of a stream are padded, so that their length says nothing.</summary>
    public bool Pads { get; init; }

    /// <summary>As it was sent: some dialects give parts of it back.</summary>
    public required JsonElement Body { get; init; }
}
