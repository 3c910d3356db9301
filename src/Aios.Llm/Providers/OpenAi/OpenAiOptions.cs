using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>Names of what only OpenAI's APIs know, for the additional properties of <see cref="ChatOptions"/>.</summary>
public static class OpenAiOptions
{
    /// <summary>A text: auto, default, flex, priority or scale.</summary>
    public const string ServiceTier = "service_tier";

    /// <summary>A text that stands for the person who asks.</summary>
    public const string User = "user";

    /// <summary>The same for finding abuse, hashed.</summary>
    public const string SafetyIdentifier = "safety_identifier";

    /// <summary>A text; questions that share it and a beginning find the same cache.</summary>
    public const string PromptCacheKey = "prompt_cache_key";

    /// <summary>A text: in_memory or 24h.</summary>
    public const string PromptCacheRetention = "prompt_cache_retention";

    /// <summary>A text: low, medium or high.</summary>
    public const string Verbosity = "verbosity";

    /// <summary>A truth value: OpenAI keeps the answer, so that <see cref="ChatOptions.ConversationId"/> can go on from it.</summary>
    public const string Store = "store";

    /// <summary>A <see cref="JsonObject"/> whose members are put into the request as they are, over what is there: for what a server knows and nobody else.</summary>
    public const string Body = "openai.body";

    internal static readonly string[] Texts = [ServiceTier, User, SafetyIdentifier, PromptCacheKey, PromptCacheRetention];

    internal static object? Of(ChatOptions options, string name) =>
        options.AdditionalProperties?.TryGetValue(name, out var value) == true ? value : null;
}
