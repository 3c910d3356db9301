namespace Aios.Llm.Models;

/// <summary>What a provider asks for a model, for as long as it asks that.</summary>
public sealed record ModelPrice
{
    public static ModelPrice Free { get; } = new() { Standard = Rates.Free, WebSearch = 0 };

    public required Rates Standard { get; init; }

    /// <summary>At the standard tier; what the other tiers ask above a context size is unknown.</summary>
    public LongContextRates? LongContext { get; init; }

    public Rates? Batch { get; init; }

    public Rates? Flex { get; init; }

    public Rates? Priority { get; init; }

    /// <summary>Dollars per thousand searches.</summary>
    public decimal? WebSearch { get; init; }

    /// <summary>The first day, in UTC; null where nobody has said.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>The last day, in UTC; null while it holds.</summary>
    public DateOnly? ValidTo { get; init; }

    /// <summary>Who says so.</summary>
    public string? Source { get; init; }

    /// <summary>The day of what the source said.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>Costs nothing, however it is served.</summary>
    public bool IsFree => Standard == Rates.Free && WebSearch is null or 0;

    public bool IsValidAt(DateTimeOffset instant) =>
        DateOnly.FromDateTime(instant.UtcDateTime) is var day && !(day < ValidFrom) && !(day > ValidTo);

    /// <summary>What applies to a whole request; null where that is unknown.</summary>
    /// <param name="totalInput">All tokens that are read, cached ones too.</param>
    public Rates? RatesFor(long totalInput, ServiceTier tier) => tier switch
    {
        _ when IsFree => Standard,
        ServiceTier.Standard => totalInput > LongContext?.Over ? LongContext.Rates : Standard,
        _ when totalInput > LongContext?.Over => null,
        ServiceTier.Batch => Batch,
        ServiceTier.Flex => Flex,
        ServiceTier.Priority => Priority,
        _ => null,
    };
}

/// <summary>The rates of every token of a request that reads more than a number of tokens.</summary>
public sealed record LongContextRates(long Over, Rates Rates);
