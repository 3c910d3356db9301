using Aios.Llm.Providers;
using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>What the provider says of how long to leave it alone.</summary>
static class Waits
{
    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        RateLimited("without Retry-After", new(FaultKind.RateLimited), null),
        RateLimited("Retry-After: 7", new(FaultKind.RateLimited) { RetryAfter = "7" }, 7),
        RateLimited("Retry-After: 0", new(FaultKind.RateLimited) { RetryAfter = "0" }, 0),
        RateLimited("Retry-After as a date, in 30 s", new(FaultKind.RateLimited) { RetryAfterDate = 30 }, 30),
        RateLimited("Retry-After as a date of the past", new(FaultKind.RateLimited) { RetryAfterDate = -30 }, 0),
        RateLimited("Retry-After as a date, in 30 s, by a clock that is a day off", new(FaultKind.SkewedDate) { Status = 429, RetryAfterDate = 30 }, 30),
        RateLimited("retry-after-ms: 250", new(FaultKind.RateLimited) { RetryAfterMs = "250" }, 0.25),
        RateLimited("retry-after-ms: 250 and Retry-After: 7", new(FaultKind.RateLimited) { RetryAfterMs = "250", RetryAfter = "7" }, 0.25),
        RateLimited("Retry-After: 99999999", new(FaultKind.RateLimited) { RetryAfter = "99999999" }, null),
        RateLimited("Retry-After: -5", new(FaultKind.RateLimited) { RetryAfter = "-5" }, null),
        RateLimited("Retry-After: soon", new(FaultKind.RateLimited) { RetryAfter = "soon" }, null),
        Of("503, Retry-After: 7", new(FaultKind.Status) { Status = 503, RetryAfter = "7" }, Refused(FailureKind.Overloaded, 503, 7)),
        Of("400, Retry-After: 7", new(FaultKind.Status) { Status = 400, RetryAfter = "7" }, Refused(FailureKind.InvalidRequest, 400)),
    ];

    static FaultRow RateLimited(string how, Fault fault, double? wait) => Of($"429, {how}", fault, Refused(FailureKind.RateLimited, 429, wait));
}
