namespace Aios.Workshop.Verification;

/// <summary>The programs of this machine that the checks of web applications use.</summary>
/// <param name="Node">With all links resolved, like the browser.</param>
/// <param name="Npm">Runs outside the sandbox, but only on packages that we have pinned.</param>
sealed record ToolChain(string Node, string Npm, string Chromium)
{
    const string NodeInside = "/aios/node";

    static readonly string[] _browsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    /// <param name="path">The folders in which to look, as PATH lists them.</param>
    /// <exception cref="ToolsMissingException">The message names all that are missing.</exception>
    public static ToolChain Find(string path)
    {
        var node = Program(path, "node");
        var npm = Program(path, "npm");
        var chromium = _browsers.Select(name => Program(path, name)).FirstOrDefault(browser => browser is not null && CanBeShown(Resolved(browser)));
        return node is not null && npm is not null && chromium is not null
            ? new(Resolved(node), npm, Resolved(chromium))
            : throw new ToolsMissingException(Missing(("nodejs", node), ("npm", npm), ("chromium", chromium)));
    }

    /// <summary>What has to be shown in a sandbox because it does not belong to the system.</summary>
    public IEnumerable<Mount> Mounts
    {
        get
        {
            if (!IsOfSystem(Node))
            {
                yield return new(Node, $"{NodeInside}/bin/node"); // not its folder, which may hold anything
            }

            if (!IsOfSystem(Chromium))
            {
                yield return new(FolderOf(Chromium), FolderOf(Chromium));
            }
        }
    }

    /// <summary>The folders with these programs, as they are called inside a sandbox.</summary>
    public IReadOnlyList<string> FoldersInside => IsOfSystem(Node) ? [FolderOf(Node)] : [$"{NodeInside}/bin"];

    static string? Program(string path, string name) =>
        path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(RealFolder(folder), name)).FirstOrDefault(File.Exists);

    /// <summary>On many systems <c>/bin</c> is a link to <c>/usr/bin</c>.</summary>
    static string RealFolder(string folder) =>
        Directory.Exists(folder) ? Directory.ResolveLinkTarget(folder, returnFinalTarget: true)?.FullName ?? folder : folder;

    static string[] Missing(params (string Package, string? Program)[] programs) =>
        [.. from each in programs where each.Program is null select each.Package];

    static bool IsOfSystem(string program) => program.StartsWith("/usr/", StringComparison.Ordinal);

    // A browser needs its whole folder, so that has to be one of programs. A snap brings a sandbox of its own, which cannot live in ours.
    static bool CanBeShown(string browser) =>
        (IsOfSystem(browser) || browser.StartsWith("/opt/", StringComparison.Ordinal)) && Path.GetFileName(browser) != "snap";

    static string Resolved(string program) => File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program;

    static string FolderOf(string path) => Path.GetDirectoryName(path) ?? "/";
}

/// <summary>Programs or libraries that the checks run on are not installed.</summary>
/// <param name="packages">As Debian names them.</param>
public sealed class ToolsMissingException(IReadOnlyList<string> packages)
    : Exception($"What applications are checked with is not installed: {string.Join(", ", packages)}.")
{
    public string Hint { get; } = $"apt-get install {string.Join(' ', packages)}";
}
