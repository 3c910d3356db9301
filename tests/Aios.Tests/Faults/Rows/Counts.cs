using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>The provider counts wrongly.</summary>
static class Counts
{
    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        Of("no usage", new(FaultKind.NoUsage), Unbilled),
        Of("usage in the last event only", new(FaultKind.LateUsage), Whole),
        Of("usage below zero", new(FaultKind.NegativeUsage), Unbilled),
        Of("usage that is no number (NaN)", new(FaultKind.NanUsage), Unbilled),
        Of("usage of 400 digits", new(FaultKind.HugeNumber), Unbilled),
    ];
}
