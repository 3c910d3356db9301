using System.Security.Cryptography;
using System.Text;
using Aios.Llm.Models;
using Aios.Llm.Providers;

namespace Aios.Server.Emulation.Metering;

/// <summary>Anthropic's cache: what stands before a mark is written the first time, and read as long as it lives.</summary>
/// <param name="leastTokens">A shorter beginning is not kept.</param>
sealed class MarkedPromptCache(int leastTokens, TimeProvider clock) : IPromptCache
{
    /// <summary>How far before a mark an earlier one is looked for.</summary>
    const int LookBack = 20;

    readonly Lock _lock = new();
    readonly Expiring<CacheLife> _kept = new(most: 100_000);

    public Usage Read(string model, IReadOnlyList<PromptPart> parts)
    {
        var (hashes, sums) = Prefixes(model, parts);
        int[] marks = [.. Enumerable.Range(0, parts.Count).Where(at => parts[at].Kept is not null && sums[at] >= leastTokens)];
        if (marks.Length == 0)
        {
            return new() { Input = sums.LastOrDefault() };
        }

        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var hit = marks.SelectMany(mark => Enumerable.Range(Math.Max(0, mark - LookBack), Math.Min(mark, LookBack) + 1))
                .Where(at => _kept.TryFind(hashes[at], now, out _))
                .DefaultIfEmpty(-1).Max();
            if (hit >= 0 && _kept.TryFind(hashes[hit], now, out var life))
            {
                Keep(hashes[hit], life, now);
            }

            return Written(parts, hashes, sums, marks, hit, now) with { CacheRead = hit < 0 ? 0 : sums[hit], Input = sums[^1] - sums[marks[^1]] };
        }
    }

    Usage Written(IReadOnlyList<PromptPart> parts, string[] hashes, long[] sums, int[] marks, int hit, DateTimeOffset now)
    {
        var (fiveMinutes, hour, before) = (0L, 0L, hit < 0 ? 0 : sums[hit]);
        foreach (var mark in marks.Where(mark => mark > hit))
        {
            var life = parts[mark].Kept ?? CacheLife.FiveMinutes;
            Keep(hashes[mark], life, now);
            (fiveMinutes, hour) = life == CacheLife.Hour ? (fiveMinutes, hour + sums[mark] - before) : (fiveMinutes + sums[mark] - before, hour);
            before = sums[mark];
        }

        return new() { CacheWrite5m = fiveMinutes, CacheWrite1h = hour };
    }

    void Keep(string hash, CacheLife life, DateTimeOffset now) =>
        _kept.Keep(hash, life, now + (life == CacheLife.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(5)), now);

    static (string[] Hashes, long[] Sums) Prefixes(string model, IReadOnlyList<PromptPart> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(model));
        var (hashes, sums, sum) = (new string[parts.Count], new long[parts.Count], 0L);
        for (var at = 0; at < parts.Count; at++)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{parts[at].Text.Length} {parts[at].Text}"));
            hashes[at] = Convert.ToHexString(hash.GetCurrentHash());
            sums[at] = sum += parts[at].Tokens;
        }

        return (hashes, sums);
    }
}
