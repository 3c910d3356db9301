namespace Aios.Cli;

/// <summary>The folders in which Aios keeps things between runs.</summary>
/// <param name="Data">Runs and what belongs to them.</param>
/// <param name="Cache">What can be made again: packages for the applications that are checked.</param>
public sealed record Home(string Data, string Cache)
{
    /// <summary>The folder of the user's own settings.</summary>
    public string Settings { get; init; } = Data;

    /// <param name="chosen">The folder of <c>--home</c>, which goes before <c>AIOS_HOME</c>.</param>
    /// <param name="environment">Reads a variable; empty counts as absent.</param>
    public static Home Find(string? chosen, Func<string, string?> environment)
    {
        string? Variable(string name) => environment(name) is { Length: > 0 } value ? value : null;

        var home = string.IsNullOrWhiteSpace(chosen) ? Variable("AIOS_HOME") : chosen;
        var user = Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return new(
            Path.GetFullPath(home ?? Path.Combine(Variable("XDG_DATA_HOME") ?? Path.Combine(user, ".local", "share"), "aios")),
            Path.GetFullPath(Variable("AIOS_CACHE")
                ?? (home is not null ? Path.Combine(home, "cache")
                : Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? "/var/cache/aios"
                : Path.Combine(Variable("XDG_CACHE_HOME") ?? Path.Combine(user, ".cache"), "aios"))))
        {
            Settings = Path.GetFullPath(home ?? Path.Combine(Variable("XDG_CONFIG_HOME") ?? Path.Combine(user, ".config"), "aios")),
        };
    }

    /// <summary>What was spent and learned.</summary>
    public string Database => Path.Combine(Data, "aios.db");

    public string RunFolder(string runId) => Path.Combine(Data, "runs", runId);

    /// <summary>Where the folder of a run lies while it is being removed.</summary>
    public string RemovedFolder(string runId) => Path.Combine(Data, "removed", runId);

    public string EvalFolder(string evalId) => Path.Combine(Data, "evals", evalId);
}
