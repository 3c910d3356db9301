using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>Marks up to which the provider keeps what it has read. It reads tools, then the system's words, then the conversation.</summary>
static class CacheMarks
{
    const string Member = "cache_control";
    const int Most = 4;

    /// <returns>The same block.</returns>
    public static JsonObject Put(JsonObject block, AIContent content, Model model) => Put(block, content.CacheLife, model);

    public static JsonObject Put(JsonObject block, CacheLife? life, Model model)
    {
        if (life is { } some && model.Capabilities.PromptCaching != false)
        {
            block[Member] = Mark(some);
        }

        return block;
    }

    /// <summary>Keeps within what the API takes: four marks, and none for an hour behind one for five minutes.</summary>
    public static void Settle(JsonObject body, List<string> warnings)
    {
        List<JsonObject> marked =
        [
            .. new[] { body["tools"], body["system"] }.Concat((body["messages"] as JsonArray ?? []).Select(message => message?["content"]))
                .SelectMany(Blocks).Where(block => block[Member] is not null),
        ];
        if (marked.Count > Most)
        {
            warnings.Add($"Of {marked.Count} marks for the cache {Most} were kept, the first and the last ones: Anthropic takes no more.");
            marked[1..^(Most - 1)].ForEach(block => block.Remove(Member));
            marked.RemoveRange(1, marked.Count - Most);
        }

        var late = marked.SkipWhile(IsForAnHour).Where(IsForAnHour).ToList();
        if (late.Count > 0)
        {
            warnings.Add("What is to be cached for an hour has to come before what is for five minutes; marks behind such a one are for five minutes too.");
            late.ForEach(block => block[Member] = Mark(CacheLife.FiveMinutes));
        }
    }

    /// <remarks>The results of tools hold blocks of their own, which are read before they end.</remarks>
    static IEnumerable<JsonObject> Blocks(JsonNode? listed) =>
        (listed as JsonArray ?? []).OfType<JsonObject>().SelectMany(block => Blocks(block["content"]).Append(block));

    static bool IsForAnHour(JsonObject block) => block[Member]?["ttl"] is not null;

    static JsonObject Mark(CacheLife life) => life switch
    {
        CacheLife.FiveMinutes => new() { ["type"] = "ephemeral" },
        CacheLife.Hour => new() { ["type"] = "ephemeral", ["ttl"] = "1h" },
        _ => throw new InvalidOperationException($"There is no mark for {life}."),
    };
}
