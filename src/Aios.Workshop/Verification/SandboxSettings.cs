namespace Aios.Workshop.Verification;

/// <summary>What every command of a sandbox sees, and where the sandbox keeps its own files.</summary>
sealed record SandboxSettings
{
    /// <summary>Where distributions put bubblewrap.</summary>
    public const string Installed = "/usr/bin/bwrap";

    /// <summary>A folder of the sandbox's own, for the few files of <c>/etc</c> that it makes up.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Folders that no command may see; the proof lays a file into each and looks for it from inside.</summary>
    public required IReadOnlyList<string> HiddenFolders { get; init; }

    /// <summary>What is shown to every command beside the system's programs, always read-only.</summary>
    public IReadOnlyList<Mount> Mounts { get; init; } = [];

    /// <summary>Folders with programs outside <c>/usr</c>, as they are called inside.</summary>
    public IReadOnlyList<string> Path { get; init; } = [];

    /// <remarks>Not looked up on PATH, which a project could bend.</remarks>
    public string Bubblewrap { get; init; } = Installed;

    /// <summary>For tests, which break the isolation on purpose and expect the proof to notice.</summary>
    internal Func<IReadOnlyList<string>, IEnumerable<string>> Tamper { get; init; } = arguments => arguments;
}

/// <summary>A file or folder of this machine that is shown read-only under another name.</summary>
readonly record struct Mount(string Source, string Target);
