using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;

namespace Aios.Llm.Providers.Anthropic;

/// <summary>Tokens as an answer counts them: told at its beginning, and told again, as sums, towards its end.</summary>
sealed class MessagesUsage
{
    readonly HashSet<string> _unbelievable = [];
    long? _input;
    long? _cacheRead;
    long? _cacheWrite;
    long? _cacheWrite5m;
    long? _cacheWrite1h;
    long? _output;
    long? _reasoning;
    long? _searches;

    public string? ServiceTier { get; private set; }

    /// <summary>Null as long as nothing has been counted, or where a count cannot be believed.</summary>
    public Usage? Total => (_input ?? _output) is null || _unbelievable.Count > 0 ? null : Split(_cacheWrite ?? (_cacheWrite5m ?? 0) + (_cacheWrite1h ?? 0));

    /// <summary>What is said replaces what was said before; what is not said stays.</summary>
    public void Read(JsonElement? usage)
    {
        if (usage is not { ValueKind: JsonValueKind.Object } said)
        {
            return;
        }

        _input = Count(said, _input, "input_tokens");
        _cacheRead = Count(said, _cacheRead, "cache_read_input_tokens");
        _cacheWrite = Count(said, _cacheWrite, "cache_creation_input_tokens");
        _cacheWrite5m = Count(said, _cacheWrite5m, "cache_creation", "ephemeral_5m_input_tokens");
        _cacheWrite1h = Count(said, _cacheWrite1h, "cache_creation", "ephemeral_1h_input_tokens");
        _output = Count(said, _output, "output_tokens");
        _reasoning = Count(said, _reasoning, "output_tokens_details", "thinking_tokens");
        _searches = Count(said, _searches, "server_tool_use", "web_search_requests");
        ServiceTier = said.Text("service_tier") ?? ServiceTier;
    }

    /// <summary>The end of the answer has counted its output: at its beginning that is a placeholder.</summary>
    public bool IsFinal { get; private set; }

    public void ReadEnd(JsonElement? usage)
    {
        Read(usage);
        IsFinal |= usage?.At("output_tokens") is not null;
    }

    long? Count(JsonElement said, long? before, params ReadOnlySpan<string> path)
    {
        if (said.At(path) is null)
        {
            return before;
        }

        var name = path[^1];
        if (said.Count(path) is { } count)
        {
            _unbelievable.Remove(name);
            return count;
        }

        _unbelievable.Add(name);
        return null;
    }

    /// <remarks>
    /// The sum may grow when the provider's own tools run, and only its beginning says how it splits. What was all for an hour stays so; else
    /// what has come on top is for five minutes.
    /// </remarks>
    Usage Split(long written)
    {
        var hour = _cacheWrite1h > 0 && (_cacheWrite5m ?? 0) == 0 ? written : Math.Min(_cacheWrite1h ?? 0, written);
        return new()
        {
            Input = _input ?? 0,
            CacheRead = _cacheRead ?? 0,
            CacheWrite5m = written - hour,
            CacheWrite1h = hour,
            Output = _output ?? 0,
            Reasoning = _reasoning ?? 0,
            WebSearches = _searches ?? 0,
        };
    }
}
