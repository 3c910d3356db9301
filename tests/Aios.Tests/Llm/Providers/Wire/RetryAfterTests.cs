using Aios.Llm.Providers.Wire;
using Xunit;

namespace Aios.Tests.Llm.Providers.Wire;

public sealed class RetryAfterTests
{
    static readonly DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("12", 12.0)]
    [InlineData("0", 0.0)]
    [InlineData("1.5", 1.5)]
    [InlineData("Thu, 01 Jan 2026 12:00:30 GMT", 30.0)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 0.0)]
    [InlineData("3600", 3600.0)]
    [InlineData("3601", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("Fri, 01 Jan 2027 12:00:00 GMT", null)]
    [InlineData("-1", null)]
    [InlineData("NaN", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_wait_is_seconds_or_a_date_and_what_is_absurd_is_not_believed(string? said, double? seconds) =>
        Assert.Equal(seconds, Of(("retry-after", said))?.TotalSeconds);

    [Fact]
    public void Milliseconds_are_more_exact_and_come_first()
    {
        Assert.Equal(TimeSpan.FromMilliseconds(250), Of(("retry-after", "1"), ("retry-after-ms", "250")));
        Assert.Equal(TimeSpan.Zero, Of(("retry-after", "1"), ("retry-after-ms", "0")));
        Assert.Equal(TimeSpan.FromSeconds(1), Of(("retry-after", "1"), ("retry-after-ms", "soon")));
    }

    [Fact]
    public void A_date_is_held_against_the_provider_s_own_clock() =>
        Assert.Equal(TimeSpan.FromSeconds(5), Of(("retry-after", "Thu, 01 Jan 2026 09:00:05 GMT"), ("date", "Thu, 01 Jan 2026 09:00:00 GMT")));

    static TimeSpan? Of(params (string Name, string? Value)[] headers)
    {
        using HttpResponseMessage response = new();
        foreach (var (name, value) in headers)
        {
            if (value is not null)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return RetryAfter.Of(response.Headers, _now);
    }
}
