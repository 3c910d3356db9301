using System.Security.Cryptography;
using System.Text;
using Aios.Llm.Models;

namespace Aios.Server.Emulation.Metering;

/// <summary>OpenAI's cache: it keeps long beginnings by itself, in steps, and writing them costs nothing extra.</summary>
sealed class PrefixPromptCache(TimeProvider clock) : IPromptCache
{
    const int LeastTokens = 1024;
    const int StepTokens = 128;
    const int StepBytes = 4 * StepTokens;

    static readonly TimeSpan _life = TimeSpan.FromMinutes(10);

    readonly Lock _lock = new();
    readonly Expiring<bool> _kept = new(most: 200_000); // steps: 100 MB of prompts

    public Usage Read(string model, IReadOnlyList<PromptPart> parts)
    {
        var total = parts.Sum(part => part.Tokens);
        var steps = Steps(model, parts);
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            var known = steps.TakeWhile(step => _kept.TryFind(step, now, out _)).Count();
            foreach (var step in steps)
            {
                _kept.Keep(step, true, now + _life, now);
            }

            var cached = known * StepTokens < LeastTokens ? 0 : Math.Min(known * StepTokens, total / StepTokens * StepTokens);
            return new() { CacheRead = cached, Input = total - cached };
        }
    }

    /// <summary>A hash of everything up to each step.</summary>
    static List<string> Steps(string model, IReadOnlyList<PromptPart> parts)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => part.Text)));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(model));
        List<string> steps = [];
        for (var at = 0; at + StepBytes <= bytes.Length; at += StepBytes)
        {
            hash.AppendData(bytes, at, StepBytes);
            steps.Add(Convert.ToHexString(hash.GetCurrentHash()));
        }

        return steps;
    }
}
