using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.OpenAi;

/// <summary>Usage as OpenAI's APIs tell it, and those who imitate them.</summary>
/// <remarks>
/// What was read includes what came from a cache and what was written to one; reasoning is part of the output. Two vendors bend that: with
/// xAI and Gemini reasoning is billed beside the completion tokens, which shows in a total that is larger than the sum of both.
/// </remarks>
static class OpenAiUsage
{
    const long Most = 1_000_000_000; // more tokens than any answer can have: a mistake, as good as nothing said

    /// <param name="usage">The object that holds the counts.</param>
    /// <param name="before">What was told before, which stands where this says nothing.</param>
    /// <returns>Null where it holds none, or one that cannot be believed: then none of them is.</returns>
    public static Usage? Of(JsonElement usage, Usage? before = null)
    {
        var isBelievable = true;
        long? Count(params ReadOnlySpan<string> path)
        {
            var count = usage.Count(path) is { } some and <= Most ? some : (long?)null;
            isBelievable &= count is not null || usage.At(path) is null;
            return count;
        }

        if ((Count("prompt_tokens") ?? Count("input_tokens")) is not { } read)
        {
            return isBelievable ? before : null;
        }

        var cached = Count("prompt_tokens_details", "cached_tokens") ?? Count("input_tokens_details", "cached_tokens")
            ?? Count("prompt_cache_hit_tokens") ?? Count("cached_tokens") ?? Count("cache_read_input_tokens") ?? 0;
        var written = Count("prompt_tokens_details", "cache_write_tokens") ?? Count("input_tokens_details", "cache_write_tokens")
            ?? Count("cache_creation_input_tokens") ?? 0;
        var reasoning = Count("completion_tokens_details", "reasoning_tokens") ?? Count("output_tokens_details", "reasoning_tokens") ?? Count("reasoning_tokens");
        var output = Count("completion_tokens") ?? Count("output_tokens") ?? 0;
        var beside = Math.Max(0, (Count("total_tokens") ?? 0) - read - output);
        if (beside > 0 && (reasoning is null or 0 || reasoning == beside))
        {
            (output, reasoning) = (output + beside, beside);
        }

        var hour = Count("cache_creation", "ephemeral_1h_input_tokens") ?? 0;
        var searches = Count("num_search_queries") ?? Count("server_tool_use", "web_search_requests") ?? 0;
        if (!isBelievable)
        {
            return null;
        }

        cached = Math.Min(cached, read); // some count more from the cache than they have read at all
        written = Math.Min(written, read - cached);
        hour = Math.Min(hour, written);
        return new()
        {
            Input = read - cached - written,
            CacheRead = cached,
            CacheWrite5m = written - hour,
            CacheWrite1h = hour,
            Output = output,
            Reasoning = reasoning ?? 0,
            WebSearches = searches,
        };
    }
}
