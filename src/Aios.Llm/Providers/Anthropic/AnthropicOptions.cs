namespace Aios.Llm.Providers.Anthropic;

/// <summary>What a request can ask of this API alone, as names in the additional properties of chat options.</summary>
public static class AnthropicOptions
{
    /// <summary>A <see cref="CacheLife"/>: the list of tools is worth keeping, also where the system's words change.</summary>
    public const string CacheTools = "cache_tools";

    /// <summary>A text, <c>auto</c> or <c>standard_only</c>: whether capacity that was paid for ahead may be used.</summary>
    public const string ServiceTier = "service_tier";

    /// <summary>A text that stands for the person who asks, for the vendor to find abuse by; never a name or an address.</summary>
    public const string UserId = "user_id";
}
