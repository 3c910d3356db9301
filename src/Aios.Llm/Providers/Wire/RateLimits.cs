using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Aios.Llm.Providers.Wire;

/// <summary>What an endpoint has last said of its limits.</summary>
sealed partial class RateLimits
{
    readonly ConcurrentDictionary<string, RateLimit> _limits = [];

    /// <summary>Another list whenever something new was said.</summary>
    public IReadOnlyList<RateLimit> Current { get; private set; } = [];

    /// <summary>Reads <c>anthropic-ratelimit-*</c> and <c>x-ratelimit-*</c>.</summary>
    public void Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        var said =
            from header in headers.NonValidated
            let match = Name().Match(header.Key)
            where match.Success
            let of = match.Groups["of"] is { Success: true } named ? named.Value.ToLowerInvariant() : "requests"
            group (Which: match.Groups["which"].Value.ToLowerInvariant(), Value: header.Value.ToString()) by of;

        var isNew = false;
        foreach (var limit in said)
        {
            isNew = true;
            string? Value(string which) => limit.FirstOrDefault(each => each.Which == which).Value;
            _limits[limit.Key] = new(limit.Key, Number(Value("limit")), Number(Value("remaining")), Instant(Value("reset"), now)) { Said = now };
        }

        if (isNew)
        {
            Current = [.. _limits.Values.OrderBy(limit => limit.Of, StringComparer.Ordinal)];
        }
    }

    static long? Number(string? text) => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A date, or seconds, or a time such as 6m0s, 1.5s or 12ms from now.</summary>
    static DateTimeOffset? Instant(string? text, DateTimeOffset now)
    {
        if (text is null)
        {
            return null;
        }

        if (Duration().Match(text) is { Success: true, Length: > 0 } match)
        {
            double Of(string unit) => match.Groups[unit] is { Success: true } group ? double.Parse(group.Value, CultureInfo.InvariantCulture) : 0;
            return Believed((Of("d") * 86400) + (Of("h") * 3600) + (Of("m") * 60) + Of("s") + (Of("ms") / 1000), now);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Believed(seconds, now)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date
            : null;
    }

    /// <remarks>Limits are by the minute, the day or the month; what is further off than a year is a mistake.</remarks>
    static DateTimeOffset? Believed(double seconds, DateTimeOffset now) => seconds is >= 0 and <= 366d * 86400 ? now.AddSeconds(seconds) : null;

    [GeneratedRegex(@"^(?:anthropic-ratelimit-(?<of>.+)-(?<which>limit|remaining|reset)|x-ratelimit-(?<which>limit|remaining|reset)(?:-(?<of>.+))?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m(?!s))?(?:(?<s>\d+(?:\.\d+)?)s)?(?:(?<ms>\d+(?:\.\d+)?)ms)?$")]
    private static partial Regex Duration();
}

/// <summary>How much of something an endpoint lets through, and how much of that is left.</summary>
/// <param name="Of">Requests, tokens, input-tokens and the like, in the provider's word.</param>
/// <param name="Resets">When all of it is there again.</param>
public sealed record RateLimit(string Of, long? Limit, long? Remaining, DateTimeOffset? Resets)
{
    /// <summary>When it was said.</summary>
    public DateTimeOffset Said { get; init; }
}
