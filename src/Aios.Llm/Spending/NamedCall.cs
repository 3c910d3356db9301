namespace Aios.Llm.Spending;

/// <summary>What is known of a call that has been asked before under the same name.</summary>
/// <param name="Attempts">All of them, the oldest first; those that were under way when their process died have ended as unknown.</param>
public sealed record NamedCall(Guid Call, IReadOnlyList<LedgerEntry> Attempts)
{
    /// <summary>Null as long as no answer was accepted.</summary>
    public KeptText? Answer { get; init; }

    /// <summary>Who gave the answer.</summary>
    public string? Provider { get; init; }

    public string? Model { get; init; }

    /// <summary>What an attempt had said that came to no answer; of the last one that had said anything.</summary>
    public string Partial { get; init; } = "";
}
