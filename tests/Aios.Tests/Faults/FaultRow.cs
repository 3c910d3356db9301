using Aios.Llm.Providers;
using Aios.Server.Emulation.Faults;

namespace Aios.Tests.Faults;

/// <summary>A fault, and what comes of it over each wire.</summary>
/// <param name="Stream">Of an answer in pieces.</param>
/// <param name="InOne">Of an answer in one piece.</param>
sealed record FaultRow(string Name, Expected Stream, Expected InOne)
{
    /// <summary>What the emulator does; null where the question never gets to it.</summary>
    public Fault? Fault { get; init; }

    public Place Place { get; init; }

    /// <summary>The usual ones, but that the wait for a further byte can be told from that for the first.</summary>
    public Deadlines Deadlines { get; init; } = new() { Idle = TimeSpan.FromSeconds(50) };

    /// <summary>Where it ends otherwise than over the other wires.</summary>
    public IReadOnlyDictionary<Spoken, (Expected Stream, Expected InOne)> Others { get; init; } = new Dictionary<Spoken, (Expected, Expected)>();

    public static FaultRow Of(string name, Fault fault, Expected both) => Of(name, fault, both, both);

    public static FaultRow Of(string name, Fault fault, Expected stream, Expected inOne) => new(name, stream, inOne) { Fault = fault };

    public static FaultRow At(Place place, string name, Expected both) => new(name, both, both) { Place = place };

    public FaultRow But(Spoken spoken, Expected both) => But(spoken, both, both);

    public FaultRow But(Spoken spoken, Expected stream, Expected inOne) =>
        this with { Others = new Dictionary<Spoken, (Expected, Expected)>(Others) { [spoken] = (stream, inOne) } };

    public Expected For(Spoken spoken, bool streams)
    {
        var (stream, inOne) = Others.TryGetValue(spoken, out var other) ? other : (Stream, InOne);
        return streams ? stream : inOne;
    }
}

/// <summary>Where the question is sent.</summary>
enum Place
{
    Emulator,
    NobodyListens,
    NoSuchHost,

    /// <summary>To where nobody speaks TLS.</summary>
    NoTls,
    NeverConnects,

    /// <summary>To where somebody listens, and never says a word of TLS.</summary>
    SilentTls,
}
