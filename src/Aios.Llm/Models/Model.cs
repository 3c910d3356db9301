namespace Aios.Llm.Models;

/// <summary>What can be asked.</summary>
public sealed record Model
{
    /// <summary>As the provider calls it on the wire.</summary>
    public required string Id { get; init; }

    /// <summary>In tokens, question and answer together; null where nobody has said.</summary>
    public required int? ContextWindow { get; init; }

    /// <summary>In tokens; null where nobody has said.</summary>
    public required int? MaxOutput { get; init; }

    /// <summary>Unknown when absent, which is not the same as free.</summary>
    public ModelPrice? Price { get; init; }

    public Capabilities Capabilities { get; init; } = Capabilities.Unknown;
}
