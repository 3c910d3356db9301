using System.Diagnostics;

namespace Aios.Workshop.Verification;

/// <summary>Gets a machine ready to check applications of a workflow.</summary>
sealed class Workbench(WorkbenchSettings settings, TimeProvider clock)
{
    /// <summary>To be done before each build, best while its answers are being written: it installs packages and proves the sandbox.</summary>
    /// <exception cref="SandboxUnavailableException"/>
    /// <exception cref="ToolsMissingException"/>
    /// <exception cref="PackagesUnavailableException"/>
    public async Task<Verifier> SetUpAsync(CancellationToken cancellationToken)
    {
        Sandbox.RequireBubblewrap();
        var tools = ToolChain.Find(settings.Path);
        var work = Directory.CreateDirectory(settings.WorkFolder).FullName;
        Sandbox sandbox = new(
            new() { WorkFolder = work, HiddenFolders = settings.HiddenFolders, Mounts = [.. tools.Mounts], Path = tools.FoldersInside },
            clock);
        await sandbox.ProveAsync(cancellationToken);
        await PythonLibraries.RequireAsync(sandbox, Directory.CreateDirectory(Path.Combine(work, "empty")).FullName, cancellationToken);

        var checks = await ExtractAsync("checks", cancellationToken);
        PackageCache packages = new(Path.Combine(settings.CacheFolder, "npm"), tools.Npm, await VersionAsync(tools.Node, cancellationToken), clock);
        Mount[] mounts =
        [
            new(checks, "/aios/checks"),
            new(await packages.InstallAsync(await ExtractAsync("tools", cancellationToken), cancellationToken), "/aios/node_modules"),
            // Node looks for packages in every folder above, so also here; a place within /app would be the application's to move.
            new(await packages.InstallAsync(await ExtractAsync("provided/frontend", cancellationToken), cancellationToken), "/node_modules"),
        ];
        return new(
            sandbox,
            CheckList.Parse(await File.ReadAllTextAsync(Path.Combine(checks, "checks.yaml"), cancellationToken)),
            new() { WorkFolder = work, Mounts = mounts, Environment = new Dictionary<string, string> { ["CHROMIUM"] = tools.Chromium } });
    }

    Task<string> ExtractAsync(string part, CancellationToken cancellationToken) =>
        WorkflowFiles.ExtractAsync(settings.Workflow, part, settings.WorkFolder, cancellationToken);

    static async Task<string> VersionAsync(string node, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo(node, ["--version"]) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("A program that is not run by the shell is always a process.");
        return await process.StandardOutput.ReadToEndAsync(cancellationToken);
    }
}

public sealed record WorkbenchSettings
{
    /// <summary><c>web-app</c>.</summary>
    public required string Workflow { get; init; }

    /// <summary>Of this build alone.</summary>
    public required string WorkFolder { get; init; }

    /// <summary>Of all builds.</summary>
    public required string CacheFolder { get; init; }

    /// <summary>Folders that generated code must not see: the user's home, the folder for temporary files.</summary>
    public required IReadOnlyList<string> HiddenFolders { get; init; }

    /// <summary>Where programs are looked for, as in the environment variable PATH.</summary>
    public required string Path { get; init; }
}
