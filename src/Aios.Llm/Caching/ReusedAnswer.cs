using Aios.Llm.Spending;

namespace Aios.Llm.Caching;

/// <summary>A call that did not have to be paid for.</summary>
public sealed record ReusedAnswer
{
    public required Guid Call { get; init; }

    public required DateTimeOffset At { get; init; }

    public required Spender Spender { get; init; }

    /// <summary>The kind of task.</summary>
    public required string Kind { get; init; }

    /// <summary>Who gave the answer when it was paid for.</summary>
    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required Money Saved { get; init; }
}
