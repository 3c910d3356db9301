using Microsoft.Extensions.AI;

namespace Aios.Llm.Models;

/// <summary>Tokens as billed. Each token is in one bucket only, but for <see cref="Reasoning"/>, which is the part of the output that was thought.</summary>
public sealed record Usage
{
    const string CacheWrites5m = "cache_write_5m";
    const string CacheWrites1h = "cache_write_1h";
    const string Searches = "web_searches";

    public static Usage None { get; } = new();

    /// <summary>Neither read from a cache nor written to one.</summary>
    public long Input { get; init; }

    public long CacheRead { get; init; }

    /// <summary>Input that a cache keeps for five minutes, or for as long as the provider keeps it by default.</summary>
    public long CacheWrite5m { get; init; }

    /// <summary>Input that a cache keeps for an hour.</summary>
    public long CacheWrite1h { get; init; }

    public long Output { get; init; }

    public long Reasoning { get; init; }

    /// <summary>Searches that the provider made for the answer, which it bills by the piece.</summary>
    public long WebSearches { get; init; }

    public long CacheWrite => CacheWrite5m + CacheWrite1h;

    /// <summary>All that was read, however it is billed: what counts against a context window.</summary>
    public long TotalInput => Input + CacheRead + CacheWrite;

    /// <summary>In the words of <see cref="UsageDetails"/>, whose input counts everything that was read.</summary>
    public UsageDetails ToDetails() => new()
    {
        InputTokenCount = TotalInput,
        CachedInputTokenCount = CacheRead,
        OutputTokenCount = Output,
        ReasoningTokenCount = Reasoning,
        TotalTokenCount = TotalInput + Output,
        AdditionalCounts = new() { [CacheWrites5m] = CacheWrite5m, [CacheWrites1h] = CacheWrite1h, [Searches] = WebSearches },
    };

    /// <summary>The same the other way round.</summary>
    public static Usage Of(UsageDetails details)
    {
        long Additional(string name) => details.AdditionalCounts?.TryGetValue(name, out var count) == true ? count : 0;

        Usage usage = new()
        {
            CacheRead = details.CachedInputTokenCount ?? 0,
            CacheWrite5m = Additional(CacheWrites5m),
            CacheWrite1h = Additional(CacheWrites1h),
            Output = details.OutputTokenCount ?? 0,
            Reasoning = details.ReasoningTokenCount ?? 0,
            WebSearches = Additional(Searches),
        };
        return usage with { Input = (details.InputTokenCount ?? 0) - usage.TotalInput };
    }

    public static Usage operator +(Usage left, Usage right) => new()
    {
        Input = left.Input + right.Input,
        CacheRead = left.CacheRead + right.CacheRead,
        CacheWrite5m = left.CacheWrite5m + right.CacheWrite5m,
        CacheWrite1h = left.CacheWrite1h + right.CacheWrite1h,
        Output = left.Output + right.Output,
        Reasoning = left.Reasoning + right.Reasoning,
        WebSearches = left.WebSearches + right.WebSearches,
    };
}
