namespace Aios.Llm.Models;

/// <summary>Dollars per million tokens of each bucket; null where nobody has said, which is not the same as nothing.</summary>
public sealed record Rates
{
    public static Rates Free { get; } = new() { Input = 0, CacheRead = 0, CacheWrite5m = 0, CacheWrite1h = 0, Output = 0 };

    public decimal? Input { get; init; }

    public decimal? CacheRead { get; init; }

    /// <summary>For five minutes, or for as long as the provider keeps it by default.</summary>
    public decimal? CacheWrite5m { get; init; }

    public decimal? CacheWrite1h { get; init; }

    /// <summary>Of reasoning too, which is output.</summary>
    public decimal? Output { get; init; }
}
