namespace Aios.Workshop.Verification;

/// <summary>Something that is run against an application to learn whether it works.</summary>
sealed record Check
{
    public string Name { get; init; } = "";

    /// <summary>What is true when it passes, for people.</summary>
    public string Title { get; init; } = "";

    /// <summary>The specialist who is told when it fails and its evidence names no file.</summary>
    public string Blame { get; init; } = "";

    /// <summary>Where it runs, within the application.</summary>
    public string Folder { get; init; } = "";

    public List<string> Command { get; init; } = [];

    /// <summary>Names of the checks that must have passed before.</summary>
    public List<string> Needs { get; init; } = [];

    /// <summary>Names of checks whose failing may be all that this one found.</summary>
    public List<string> DoubtfulWhile { get; init; } = [];

    public int TimeoutSeconds { get; init; } = 60;

    public int MemoryMegabytes { get; init; } = 1024;

    /// <summary>Threads included.</summary>
    public int Processes { get; init; } = 256;

    public CheckSubject Subject => new(Name, Title, Blame, Folder) { DoubtfulWhile = DoubtfulWhile };

    public SandboxLimits Limits => new()
    {
        Time = TimeSpan.FromSeconds(TimeoutSeconds),
        MemoryBytes = (long)MemoryMegabytes << 20,
        Processes = Processes,
    };
}
