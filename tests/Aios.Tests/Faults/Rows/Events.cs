using Aios.Llm.Providers;
using Aios.Server.Emulation.Faults;
using static Aios.Tests.Faults.Expected;
using static Aios.Tests.Faults.FaultRow;

namespace Aios.Tests.Faults.Rows;

/// <summary>Streams as no documentation has them.</summary>
static class Events
{
    public static IReadOnlyList<FaultRow> Rows { get; } =
    [
        Of("events and members that nobody knows yet", new(FaultKind.UnknownEvents), Whole),
        Of("two events in the wrong order", new(FaultKind.Misordered), Whole)
            .But(Spoken.Ollama, Whole with { Text = " said:You one two three four five" }, Whole), // it has no events but words
        Of("one event that cannot be read", new(FaultKind.MalformedChunk), Whole with { Beside = "warning unreadable_event" }, Lost(FailureKind.Malformed)),
        Of("two events that cannot be read", new(FaultKind.MalformedChunk) { Count = 2 }, Broken(FailureKind.Malformed, beside: "warning unreadable_event"), Lost(FailureKind.Malformed)),
        Of("one event of a megabyte", new(FaultKind.HugeEvent), Whole with { Text = new string('x', 1 << 20) + Answer }),
        Of("no last event ([DONE], message_stop)", new(FaultKind.NoDone), Whole),
    ];
}
