namespace Aios.Workshop.Verification;

/// <summary>Tries whether applications could be checked on this machine; installs nothing.</summary>
public sealed class MachineTrial(WorkbenchSettings settings, TimeProvider clock)
{
    /// <exception cref="ToolsMissingException">The message names all that are missing.</exception>
    public void FindTools() => ToolChain.Find(settings.Path);

    /// <exception cref="SandboxUnavailableException">There is none that isolates.</exception>
    /// <exception cref="ToolsMissingException">Libraries that generated code needs in it are missing.</exception>
    public async Task ProveSandboxAsync(CancellationToken cancellationToken)
    {
        Sandbox.RequireBubblewrap();
        var work = Directory.CreateDirectory(settings.WorkFolder).FullName;
        Sandbox sandbox = new(new() { WorkFolder = work, HiddenFolders = settings.HiddenFolders }, clock);
        await sandbox.ProveAsync(cancellationToken);
        await PythonLibraries.RequireAsync(sandbox, Directory.CreateDirectory(Path.Combine(work, "empty")).FullName, cancellationToken);
    }
}
