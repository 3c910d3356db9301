using System.Text.Json;

namespace Aios.Llm.Providers.Replay;

/// <summary>One question with its answer: a line of a recording.</summary>
sealed record RecordedExchange
{
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>In the order in which the questions were asked; a recording's lines are in the order in which the answers ended.</summary>
    public required long Number { get; init; }

    public required RecordedModel Model { get; init; }

    /// <summary>Of the question.</summary>
    public required string Digest { get; init; }

    /// <summary>What was asked, for people: the digest is what is compared.</summary>
    public required JsonElement Question { get; init; }

    public required IReadOnlyList<RecordedUpdate> Updates { get; init; }

    /// <summary>Absent where the answer ended well.</summary>
    public RecordedFailure? Failure { get; init; }

    /// <summary>From the question to the end of the answer.</summary>
    public required long Milliseconds { get; init; }
}

sealed record RecordedModel(string Id, int? ContextWindow, int? MaxOutput);
