namespace Aios.Llm.Models;

/// <summary>What can be asked.</summary>
public sealed record Model
{
    public required string Id { get; init; }

    /// <summary>In tokens, question and answer together.</summary>
    public required int ContextWindow { get; init; }

    /// <summary>In tokens.</summary>
    public required int MaxOutput { get; init; }

    /// <summary>Unknown when absent, which is not the same as free.</summary>
    public ModelPrice? Price { get; init; }
}
