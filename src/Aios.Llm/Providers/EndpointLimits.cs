namespace Aios.Llm.Providers;

/// <summary>How much its owner lets through to an endpoint, beside what the endpoint itself says; null for as much as there is.</summary>
public sealed record EndpointLimits
{
    public static EndpointLimits None { get; } = new();

    /// <summary>Answers at the same time.</summary>
    public int? MaxParallel
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentException("An endpoint answers at least one at a time.");
    }

    public int? RequestsPerMinute
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentException("An endpoint takes at least one request a minute.");
    }

    public long? InputTokensPerMinute
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentException("An endpoint reads at least one token a minute.");
    }

    public long? OutputTokensPerMinute
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentException("An endpoint writes at least one token a minute.");
    }
}
