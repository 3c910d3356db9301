namespace Aios.Llm.Routing.Health;

/// <summary>How a route stands at one moment: all that policies know of its health. Never changes; the next moment has another.</summary>
public sealed record RouteStanding
{
    /// <summary>Of a route that was never asked.</summary>
    public static RouteStanding Unknown { get; } = new();

    /// <summary>The circuit is open until then; null while it lets calls through.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    /// <summary>The endpoint takes nothing more before then, by its own word.</summary>
    public DateTimeOffset? LimitedUntil { get; init; }

    /// <summary>Of the last answers, from 0 to 1; null before there were any.</summary>
    public double? SuccessRate { get; init; }

    /// <summary>The typical time to the first piece of an answer, recent ones counting more.</summary>
    public TimeSpan? FirstPiece { get; init; }

    /// <summary>Output tokens per second once it speaks, recent answers counting more.</summary>
    public double? TokensPerSecond { get; init; }

    /// <summary>When it last answered: what was measured fades after that.</summary>
    public DateTimeOffset? LastAnswer { get; init; }

    /// <summary>Attempts that go on now.</summary>
    public int InFlight { get; init; }
}
