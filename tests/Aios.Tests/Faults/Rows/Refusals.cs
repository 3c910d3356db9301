using Aios.Llm.Providers;
using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>The provider says no.</summary>
static class Refusals
{
    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        Status(400, FailureKind.InvalidRequest),
        Status(401, FailureKind.Unauthorised),
        Of("401 that repeats the key", new(FaultKind.Status) { Status = 401, Message = $"Incorrect API key provided: {FaultBench.Key}." }, Refused(FailureKind.Unauthorised, 401)),
        Status(403, FailureKind.Unauthorised),
        Of("unknown model", new(FaultKind.UnknownModel), Refused(FailureKind.UnknownModel, 404)).But(Spoken.Responses, Refused(FailureKind.UnknownModel, 400)),
        Status(404, FailureKind.UnknownModel),
        Status(408, FailureKind.TimedOut),
        Status(409, FailureKind.Overloaded),
        Status(413, FailureKind.ContextTooLong),
        Of("context too long, 400", new(FaultKind.ContextTooLong), Refused(FailureKind.ContextTooLong, 400)),
        Of("context too long, 422", new(FaultKind.Status) { Status = 422 }, Refused(FailureKind.ContextTooLong, 422)),
        Of("quota exhausted", new(FaultKind.QuotaExhausted), Refused(FailureKind.QuotaExhausted, 429)).But(Spoken.Anthropic, Refused(FailureKind.QuotaExhausted, 400)),
        Status(500, FailureKind.Overloaded),
        Status(502, FailureKind.Overloaded),
        Status(503, FailureKind.Overloaded),
        Status(504, FailureKind.TimedOut),
        Status(529, FailureKind.Overloaded),
    ];

    static FaultRow Status(int status, FailureKind kind) => Of($"{status}", new(FaultKind.Status) { Status = status }, Refused(kind, status));
}
