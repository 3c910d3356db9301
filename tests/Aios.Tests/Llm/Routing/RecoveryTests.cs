using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Xunit;

namespace Aios.Tests.Llm.Routing;

public sealed class RecoveryTests
{
    [Theory]
    [InlineData(FailureKind.RateLimited, 429, null, Remedy.Later, Remedy.Later)]
    [InlineData(FailureKind.Overloaded, 500, null, Remedy.Again, Remedy.Elsewhere)]
    [InlineData(FailureKind.Overloaded, 503, 7, Remedy.Later, Remedy.Elsewhere)]
    [InlineData(FailureKind.Overloaded, 503, 0, Remedy.Again, Remedy.Elsewhere)]
    [InlineData(FailureKind.Unreachable, null, null, Remedy.Later, Remedy.Elsewhere)]
    [InlineData(FailureKind.Unreachable, 302, null, Remedy.Elsewhere, Remedy.Elsewhere)]
    [InlineData(FailureKind.TimedOut, null, null, Remedy.Elsewhere, Remedy.Elsewhere)]
    [InlineData(FailureKind.Malformed, 200, null, Remedy.LastResort, Remedy.Elsewhere)]
    [InlineData(FailureKind.Malformed, null, null, Remedy.LastResort, Remedy.Elsewhere)]
    [InlineData(FailureKind.Malformed, 302, null, Remedy.Elsewhere, Remedy.Elsewhere)]
    [InlineData(FailureKind.Truncated, 200, null, Remedy.Elsewhere, Remedy.Elsewhere)]
    [InlineData(FailureKind.UnknownModel, 404, null, Remedy.Elsewhere, Remedy.Elsewhere)]
    [InlineData(FailureKind.Unauthorised, 401, null, Remedy.OtherEndpoint, Remedy.OtherEndpoint)]
    [InlineData(FailureKind.Unauthorised, 403, null, Remedy.Elsewhere, Remedy.Elsewhere)]
    [InlineData(FailureKind.QuotaExhausted, 429, null, Remedy.OtherEndpoint, Remedy.OtherEndpoint)]
    [InlineData(FailureKind.ContextTooLong, 400, null, Remedy.LargerWindow, Remedy.LargerWindow)]
    [InlineData(FailureKind.InvalidRequest, 400, null, Remedy.Stop, Remedy.Stop)]
    [InlineData(FailureKind.Refused, 200, null, Remedy.Stop, Remedy.Stop)]
    [InlineData(FailureKind.Cancelled, null, null, Remedy.Stop, Remedy.Stop)]
    public void Each_failure_has_its_remedy_the_first_time_and_the_second(FailureKind kind, int? status, int? retryAfter, Remedy first, Remedy second)
    {
        Failure failure = new(kind, "No.") { HttpStatus = status, RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null };

        Assert.Equal((first, second), (Recovery.After(failure, 1, new()), Recovery.After(failure, 2, new())));
    }

    [Fact]
    public void Every_kind_of_failure_has_a_remedy_and_with_one_try_none_asks_the_same_route_again() => Assert.All(
        Enum.GetValues<FailureKind>(),
        kind => Assert.NotInRange(Recovery.After(new(kind, "No."), 1, RecoveryLimits.OneTryEach), Remedy.Again, Remedy.LastResort));
}
