namespace Aios.Llm.Providers;

/// <summary>How long a provider may take for each step of an answer.</summary>
public sealed record Deadlines
{
    /// <summary>Until the connection stands, TLS and all.</summary>
    public TimeSpan Connect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the request to the first byte of a stream; an answer in one piece has the whole time.</summary>
    public TimeSpan FirstByte { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Between two bytes of a stream; a ping is a byte.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan Whole { get; init; } = TimeSpan.FromMinutes(10);
}
