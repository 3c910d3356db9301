using System.Collections.Concurrent;

namespace Aios.Llm.Routing.Planning;

/// <summary>Whose cache holds the beginning of which questions.</summary>
public sealed class PrefixMemory(TimeProvider clock)
{
    const int Most = 10_000;

    readonly ConcurrentDictionary<string, CachedPrefix> _prefixes = [];

    /// <summary>Null when nobody's does, or no longer.</summary>
    public CachedPrefix? Find(string? prefix, DateTimeOffset now) =>
        prefix is not null && _prefixes.TryGetValue(prefix, out var cached) && cached.Until > now ? cached : null;

    /// <param name="tokens">Read from the cache or written to it by the last answer.</param>
    public void Remember(string prefix, Route route, long tokens, TimeSpan life)
    {
        var now = clock.GetUtcNow();
        if (_prefixes.Count >= Most)
        {
            foreach (var (name, old) in _prefixes)
            {
                if (old.Until <= now)
                {
                    _prefixes.TryRemove(name, out _);
                }
            }
        }

        if (_prefixes.Count < Most || _prefixes.ContainsKey(prefix))
        {
            _prefixes[prefix] = new(route.Name, tokens, now + life);
        }
    }
}

/// <param name="Route">By its name.</param>
/// <param name="Tokens">Of the beginning, as the provider counted them.</param>
public sealed record CachedPrefix(string Route, long Tokens, DateTimeOffset Until);
