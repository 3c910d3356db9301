using System.Globalization;
using Aios.Llm.Models;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Metering;

/// <summary>What a provider lets through, and how it says what is left.</summary>
sealed class Limits(RateLimits limits, TimeProvider clock)
{
    readonly Allowance _requests = new(limits.RequestsPerMinute, clock);
    readonly Allowance _input = new(limits.InputTokensPerMinute, clock);
    readonly Allowance _output = new(limits.OutputTokensPerMinute, clock);

    /// <returns>How long to wait where it is too much; null where it is let through.</returns>
    public TimeSpan? Refusal(long inputTokens)
    {
        if (!_requests.TryTake(1))
        {
            return _requests.Until(1);
        }

        return _input.TryTake(inputTokens) ? null : _input.Until(Math.Min(inputTokens, _input.PerMinute));
    }

    public void Settle(Usage usage) => _output.Take(usage.Output);

    public void WriteTo(IHeaderDictionary headers, string provider)
    {
        switch (provider)
        {
            case "anthropic":
                Anthropic(headers, "requests", _requests);
                Anthropic(headers, "input-tokens", _input);
                Anthropic(headers, "output-tokens", _output);
                headers["anthropic-ratelimit-tokens-limit"] = Text(_input.PerMinute + _output.PerMinute);
                headers["anthropic-ratelimit-tokens-remaining"] = Text(_input.Left + _output.Left);
                headers["anthropic-ratelimit-tokens-reset"] = Instant(Later(_input.Until(_input.PerMinute), _output.Until(_output.PerMinute)));
                break;
            case "openai":
                OpenAi(headers, "requests", _requests.PerMinute, _requests.Left, _requests.Until(_requests.PerMinute));
                OpenAi(headers, "tokens", _input.PerMinute, _input.Left, _input.Until(_input.PerMinute));
                break;
            default:
                break; // Ollama has no limits
        }
    }

    void Anthropic(IHeaderDictionary headers, string of, Allowance allowance)
    {
        headers[$"anthropic-ratelimit-{of}-limit"] = Text(allowance.PerMinute);
        headers[$"anthropic-ratelimit-{of}-remaining"] = Text(allowance.Left);
        headers[$"anthropic-ratelimit-{of}-reset"] = Instant(allowance.Until(allowance.PerMinute));
    }

    static void OpenAi(IHeaderDictionary headers, string of, long limit, long left, TimeSpan reset)
    {
        headers[$"x-ratelimit-limit-{of}"] = Text(limit);
        headers[$"x-ratelimit-remaining-{of}"] = Text(left);
        headers[$"x-ratelimit-reset-{of}"] = reset.TotalSeconds >= 1 ? $"{reset.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture)}s"
            : reset > TimeSpan.Zero ? $"{Math.Ceiling(reset.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)}ms"
            : "0s";
    }

    string Instant(TimeSpan from) => (clock.GetUtcNow() + from).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
