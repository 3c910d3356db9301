using System.Text.Json.Serialization;

namespace Aios.Llm.Models;

/// <summary>Rates as a file has them, in dollars per million tokens.</summary>
record RatesEntry
{
    public decimal? Input { get; init; }

    public decimal? CacheRead { get; init; }

    [JsonPropertyName("cache_write_5m")]
    public decimal? CacheWrite5m { get; init; }

    [JsonPropertyName("cache_write_1h")]
    public decimal? CacheWrite1h { get; init; }

    public decimal? Output { get; init; }

    public Rates ToRates() => new() { Input = Input, CacheRead = CacheRead, CacheWrite5m = CacheWrite5m, CacheWrite1h = CacheWrite1h, Output = Output };
}

sealed record LongContextEntry : RatesEntry
{
    public required int Over { get; init; }
}

/// <summary>A price as a file has it; the rates of the standard tier stand in it directly.</summary>
sealed record PriceEntry : RatesEntry
{
    public LongContextEntry? LongContext { get; init; }

    public RatesEntry? Batch { get; init; }

    public RatesEntry? Flex { get; init; }

    public RatesEntry? Priority { get; init; }

    public decimal? WebSearch { get; init; }

    public DateOnly? ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public string? Source { get; init; }

    public DateOnly? Date { get; init; }

    public ModelPrice ToPrice() => new()
    {
        Standard = ToRates(),
        LongContext = LongContext is null ? null : new(LongContext.Over, LongContext.ToRates()),
        Batch = Batch?.ToRates(),
        Flex = Flex?.ToRates(),
        Priority = Priority?.ToRates(),
        WebSearch = WebSearch,
        ValidFrom = ValidFrom,
        ValidTo = ValidTo,
        Source = Source,
        Date = Date,
    };
}
