using Aios.Llm.Providers;
using Microsoft.Extensions.AI;
using static Aios.Server.Dialects.Anthropic.AnthropicDialect;

namespace Aios.Server.Dialects.Anthropic;

/// <summary>The rules of cache marks: four at most, and those that last longer first.</summary>
static class AnthropicCacheMarks
{
    const int Most = 4;

    public static void Check(IReadOnlyList<DeclaredTool> tools, IReadOnlyList<ChatMessage> messages)
    {
        List<CacheLife> marks = [.. tools.Select(tool => tool.Kept).Concat(messages.SelectMany(message => message.Contents).Select(content => content.CacheLife)).OfType<CacheLife>()];
        if (marks.Count > Most)
        {
            throw Refuse($"A maximum of {Most} blocks with cache_control may be provided. Found {marks.Count}.");
        }

        if (marks.IndexOf(CacheLife.FiveMinutes) is >= 0 and var shorter && marks.LastIndexOf(CacheLife.Hour) > shorter)
        {
            throw Refuse("a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.");
        }
    }
}
