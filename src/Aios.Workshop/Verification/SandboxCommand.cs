namespace Aios.Workshop.Verification;

/// <summary>A program to run in a sandbox.</summary>
sealed record SandboxCommand
{
    /// <summary>The program and its arguments; no shell reads them.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The folder that is <c>/app</c> inside, the only one that the program may change for good.</summary>
    /// <remarks>It has to be given to the sandbox before: <see cref="Sandbox.GiveAsync"/>.</remarks>
    public required string ApplicationFolder { get; init; }

    /// <summary>As it is called inside.</summary>
    public string WorkingFolder { get; init; } = "/app";

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    public SandboxLimits Limits { get; init; } = new();
}

/// <summary>What a program may use up before it is ended.</summary>
sealed record SandboxLimits
{
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Resident memory of all processes together; what they share counts once for each.</summary>
    public long MemoryBytes { get; init; } = 1L << 30;

    /// <summary>Processes and threads, as the kernel counts them for a user.</summary>
    public int Processes { get; init; } = 256;

    public long OutputBytes { get; init; } = 16L << 20;

    public long FileBytes { get; init; } = 256L << 20;

    public int OpenFiles { get; init; } = 4096;

    /// <summary>Of <c>/tmp</c> and of <c>/dev/shm</c>, each; both lie in memory.</summary>
    public long TemporaryBytes { get; init; } = 512L << 20;
}
