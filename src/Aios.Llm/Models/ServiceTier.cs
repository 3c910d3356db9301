namespace Aios.Llm.Models;

/// <summary>How a provider served a request, which decides what it charges.</summary>
public enum ServiceTier
{
    Standard,
    Batch,
    Flex,
    Priority,

    /// <summary>Something that we have no price for.</summary>
    Other,
}

public static class ServiceTiers
{
    /// <param name="word">The provider's own; null where it said none, which it does for what it serves as usual.</param>
    /// <remarks>
    /// "auto" is what was asked for, not what was served, and "scale" is paid for beforehand: neither has a price per token.
    /// </remarks>
    public static ServiceTier Of(string? word) => word switch
    {
        null or "default" or "standard" or "on_demand" => ServiceTier.Standard,
        "batch" => ServiceTier.Batch,
        "flex" => ServiceTier.Flex,
        "priority" => ServiceTier.Priority,
        _ => ServiceTier.Other,
    };
}
