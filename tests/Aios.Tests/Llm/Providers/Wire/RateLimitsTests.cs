using Aios.Llm.Providers.Wire;
using Xunit;

namespace Aios.Tests.Llm.Providers.Wire;

public sealed class RateLimitsTests
{
    static readonly DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Both_families_of_headers_are_read()
    {
        var limits = Read(
            ("anthropic-ratelimit-input-tokens-limit", "2000000"), ("anthropic-ratelimit-input-tokens-remaining", "1999000"), ("anthropic-ratelimit-input-tokens-reset", "2026-01-01T12:00:06Z"),
            ("X-RateLimit-Limit-Requests", "500"), ("x-ratelimit-remaining-requests", "499"), ("x-ratelimit-reset-requests", "120ms"),
            ("x-ratelimit-limit-tokens", "30000"));

        Assert.Equal(
            [
                new RateLimit("input-tokens", 2_000_000, 1_999_000, _now.AddSeconds(6)) { Said = _now },
                new RateLimit("requests", 500, 499, _now.AddMilliseconds(120)) { Said = _now },
                new RateLimit("tokens", 30_000, null, null) { Said = _now },
            ],
            limits.Current);
    }

    [Theory]
    [InlineData("6m0s", 360)]
    [InlineData("1h2m3.5s", 3723.5)]
    [InlineData("1d", 86400)]
    [InlineData("12ms", 0.012)]
    [InlineData("8.64s", 8.64)]
    [InlineData("30", 30)]
    [InlineData("2026-01-01T12:01:00Z", 60)]
    public void The_time_until_there_is_more_has_many_spellings(string said, double seconds) =>
        Assert.Equal(_now.AddSeconds(seconds), Assert.Single(Read(("x-ratelimit-reset-requests", said)).Current).Resets);

    [Theory]
    [InlineData("soon")]
    [InlineData("")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999d")]
    public void What_cannot_be_read_is_not_known(string said)
    {
        var limit = Assert.Single(Read(("x-ratelimit-reset-requests", said), ("x-ratelimit-limit-requests", "many")).Current);

        Assert.Null(limit.Limit);
        Assert.Null(limit.Resets);
    }

    [Fact]
    public void What_was_said_last_holds()
    {
        var limits = Read(("x-ratelimit-remaining-requests", "9"));
        Read(limits, ("x-ratelimit-remaining-requests", "8"), ("content-language", "en"));

        Assert.Equal(8, Assert.Single(limits.Current).Remaining);
    }

    static RateLimits Read(params (string Name, string Value)[] headers)
    {
        RateLimits limits = new();
        Read(limits, headers);
        return limits;
    }

    static void Read(RateLimits limits, params (string Name, string Value)[] headers)
    {
        using HttpResponseMessage response = new();
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        limits.Read(response.Headers, _now);
    }
}
