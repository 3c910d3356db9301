using Aios.Tests.Faults.Rows;

namespace Aios.Tests.Faults;

/// <summary>Every way in which a provider is known to misbehave, and how that ends: what docs/faults.md shows.</summary>
static class FaultTable
{
    public static IReadOnlyList<(string Heading, IReadOnlyList<FaultRow> Rows)> Groups { get; } =
    [
        ("On the way there", Ways.Rows),
        ("Refused", Refusals.Rows),
        ("How long to wait", Waits.Rows),
        ("Something else than an answer", Bodies.Rows),
        ("Broken off", Breaks.Rows),
        ("Slow and silent", Silences.Rows),
        ("Usage that is wrong", Counts.Rows),
        ("Odd events", Events.Rows),
        ("Odd ends", Ends.Rows),
    ];

    public static IReadOnlyDictionary<string, FaultRow> Rows { get; } = Groups.SelectMany(group => group.Rows).ToDictionary(row => row.Name);
}
