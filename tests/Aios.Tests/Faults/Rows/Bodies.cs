using Aios.Llm.Providers;
using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>Status 200, and yet no answer.</summary>
static class Bodies
{
    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        Of("empty body", new(FaultKind.EmptyBody), Lost(FailureKind.Malformed)),
        Of("empty stream", new(FaultKind.EmptyStream), Lost(FailureKind.Malformed)),
        Of("half the JSON, and a proper end", new(FaultKind.TruncatedJson), Broken(FailureKind.Truncated, "You", "warning unreadable_event"), Lost(FailureKind.Malformed)),
        Of("wrong content type", new(FaultKind.WrongContentType), Whole),
        Of("a key that is there twice", new(FaultKind.DuplicateKeys), Whole),
        Of("an error with status 200", new(FaultKind.ErrorIn200), Refused(FailureKind.Overloaded, 200)),
        Of("a rate limit with status 200", new(FaultKind.ErrorIn200) { Status = 429 }, Refused(FailureKind.RateLimited, 200))
            .But(Spoken.Ollama, Refused(FailureKind.Overloaded, 200)), // it has no word for it
        Of("an error before the first text", new(FaultKind.ErrorEvent) { After = 0 }, Lost(FailureKind.Overloaded), Refused(FailureKind.Overloaded, 200))
            .But(Spoken.Ollama, Refused(FailureKind.Overloaded, 200)), // its first line
        Of("an error after the first text", new(FaultKind.ErrorEvent), Broken(FailureKind.Overloaded), Refused(FailureKind.Overloaded, 200)),
    ];
}
