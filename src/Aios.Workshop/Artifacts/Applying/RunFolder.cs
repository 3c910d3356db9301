namespace Aios.Workshop.Artifacts.Applying;

/// <summary>The folder of a run's own, and where in it things lie.</summary>
/// <param name="Path">Called like the run.</param>
public sealed record RunFolder(string Path)
{
    public string RunId => System.IO.Path.GetFileName(Path);

    /// <summary>The files that the run has made.</summary>
    public string Application { get; init; } = System.IO.Path.Combine(Path, "application");

    /// <summary>What was done with them in folders of the user's.</summary>
    public string Applied => System.IO.Path.Combine(Path, "applied");

    /// <summary>All runs of the installation, this one included.</summary>
    public IEnumerable<RunFolder> All =>
        System.IO.Path.GetDirectoryName(Path) is { } above && Directory.Exists(above) ? Directory.EnumerateDirectories(above).Select(folder => new RunFolder(folder)) : [this];
}
