namespace Aios.Server.Emulation;

/// <summary>How much a minute a provider lets through; more is refused with its own 429.</summary>
public sealed record RateLimits
{
    public long RequestsPerMinute { get; init; } = 100_000;

    public long InputTokensPerMinute { get; init; } = 100_000_000;

    public long OutputTokensPerMinute { get; init; } = 20_000_000;
}
