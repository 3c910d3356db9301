namespace Aios.Llm.Models;

/// <summary>What can be asked.</summary>
public sealed record Model
{
    /// <summary>As the provider calls it on the wire.</summary>
    public required string Id { get; init; }

    /// <summary>The provider that has it; null for a model that only a provider itself has told us of.</summary>
    public string? Provider { get; init; }

    /// <summary>As people call it.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Other names of the same model, which are taken for <see cref="Id"/>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>In tokens, question and answer together; null where nobody has said.</summary>
    public required int? ContextWindow { get; init; }

    /// <summary>In tokens; null where nobody has said.</summary>
    public required int? MaxOutput { get; init; }

    /// <summary>The least tokens that the provider keeps in its cache.</summary>
    public int? CacheMinimum { get; init; }

    /// <summary>By which its provider tells tokens apart; null where that is not published.</summary>
    public Vocabulary? Vocabulary { get; init; }

    /// <summary>The most tokens that one image is; null where nobody has said.</summary>
    public int? ImageTokens { get; init; }

    /// <summary>Each for its own time; none when the price is unknown, which is not the same as free.</summary>
    public IReadOnlyList<ModelPrice> Prices { get; init; } = [];

    public Capabilities Capabilities { get; init; } = Capabilities.Unknown;

    /// <summary>
    /// The chance, more than 0 and less than 1, that an answer of it passes the checks of a task of middling complexity, before any has run:
    /// a guess, which verdicts replace. Null where nobody has made one.
    /// </summary>
    public double? Quality { get; init; }

    /// <summary>The day from which the provider no longer has it.</summary>
    public DateOnly? RetiresOn { get; init; }

    /// <summary>The provider's model for those who did not choose one.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Who says all this.</summary>
    public string? Source { get; init; }

    /// <summary>The day on which we looked.</summary>
    public DateOnly? CheckedOn { get; init; }

    /// <summary>Null when it is unknown.</summary>
    public ModelPrice? PriceAt(DateTimeOffset instant) => Prices.FirstOrDefault(price => price.IsValidAt(instant));

    public bool IsRetiredAt(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime) >= RetiresOn;
}
