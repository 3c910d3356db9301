using Aios.Llm.Providers;
using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>The provider takes its time.</summary>
static class Silences
{
    static readonly Expected _tooLong = Lost(FailureKind.TimedOut);

    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        Of("first byte after 20 s", new(FaultKind.Silence) { Seconds = 20 }, Whole),
        Of("first byte after 120 s", new(FaultKind.Silence), Lost(FailureKind.TimedOut, null), Whole),
        Of("first byte after 15 minutes", new(FaultKind.Silence) { Seconds = 900 }, Lost(FailureKind.TimedOut, null)),
        Of("120 s of silence after the headers", new(FaultKind.Silence) { At = CutPoint.AfterHeaders }, _tooLong),
        Of("120 s of pings before the answer", new(FaultKind.Silence) { Pings = true }, Whole, _tooLong).But(Spoken.Ollama, _tooLong), // it has no pings
        Of("11 minutes of pings", new(FaultKind.Silence) { Pings = true, Seconds = 660 }, _tooLong),
        Of("a pause of 30 s in the middle", new(FaultKind.Silence) { At = CutPoint.InToken, Seconds = 30 }, Whole),
        Of("a pause of 120 s in the middle", new(FaultKind.Silence) { At = CutPoint.InToken }, Broken(FailureKind.TimedOut), _tooLong),
        Of("120 s of pings in the middle", new(FaultKind.Silence) { At = CutPoint.InToken, Pings = true }, Whole, _tooLong).But(Spoken.Ollama, Broken(FailureKind.TimedOut), _tooLong),
        Of("a byte a second, where a minute is all there is", new(FaultKind.Crawl), _tooLong) with { Deadlines = new() { Whole = TimeSpan.FromMinutes(1) } },
    ];
}
