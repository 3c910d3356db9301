namespace Aios.Llm.Spending;

/// <summary>How an attempt went, without what it was about: what the health of routes is reckoned from.</summary>
public sealed record PastAttempt
{
    public required string Provider { get; init; }

    public required string Endpoint { get; init; }

    public required string Model { get; init; }

    public required DateTimeOffset Began { get; init; }

    /// <summary>As in <see cref="Settlement.Outcome"/>; null while it goes on, or when its end was never written down.</summary>
    public string? Outcome { get; init; }

    /// <summary>In tokens; zero where nobody has said.</summary>
    public long Output { get; init; }

    public TimeSpan? Took { get; init; }

    public TimeSpan? FirstPiece { get; init; }
}
