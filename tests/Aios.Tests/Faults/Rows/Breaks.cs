using Aios.Llm.Providers;
using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>The connection breaks.</summary>
static class Breaks
{
    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        Of("cut before the first byte", new(FaultKind.Cut) { At = CutPoint.BeforeFirstByte }, Lost(FailureKind.Unreachable, null)),
        Of("cut after the headers", new(FaultKind.Cut) { At = CutPoint.AfterHeaders }, Lost(FailureKind.Unreachable)),
        Of("cut in a token", new(FaultKind.Cut) { At = CutPoint.InToken }, Broken(FailureKind.Truncated, "You"), Lost(FailureKind.Truncated)),
        Of("cut in a character", new(FaultKind.Cut) { At = CutPoint.InCharacter }, Broken(FailureKind.Truncated, "Cut in "), Lost(FailureKind.Truncated)),
        Of("cut in the arguments of a call", new(FaultKind.Cut) { At = CutPoint.InToolCall }, Lost(FailureKind.Truncated)),
        Of("cut before the usage", new(FaultKind.Cut) { At = CutPoint.BeforeUsage }, Broken(FailureKind.Truncated, Answer), Lost(FailureKind.Truncated)),
        Of("reset before the first byte", new(FaultKind.Reset) { At = CutPoint.BeforeFirstByte }, Lost(FailureKind.Unreachable, null)),
        Of("reset after the headers", new(FaultKind.Reset) { At = CutPoint.AfterHeaders }, Lost(FailureKind.Unreachable)),
        Of("reset in a token", new(FaultKind.Reset) { At = CutPoint.InToken }, Broken(FailureKind.Truncated, "You"), Lost(FailureKind.Truncated)),
    ];
}
