using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers;

/// <summary>Marks in a question: everything up to here is worth keeping for the next one.</summary>
/// <remarks>A provider that caches by itself, or not at all, needs no marks and is not told of them.</remarks>
public static class PromptCache
{
    const string Mark = "aios.cache";

    extension(AIContent content)
    {
        public CacheLife? CacheLife => content.AdditionalProperties?.TryGetValue(Mark, out var life) == true ? life as CacheLife? : null;

        /// <returns>The same content.</returns>
        public AIContent KeepUpToHere(CacheLife life)
        {
            (content.AdditionalProperties ??= [])[Mark] = life;
            return content;
        }
    }
}

/// <summary>How long a provider should keep what it has read.</summary>
public enum CacheLife
{
    FiveMinutes,
    Hour,
}
