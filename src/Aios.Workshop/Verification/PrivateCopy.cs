namespace Aios.Workshop.Verification;

/// <summary>A folder in which checks may change an application as they like; gone when disposed of.</summary>
sealed class PrivateCopy : IDisposable
{
    // The history is none of their business, and packages come from the cache.
    static readonly string[] _leftOut = [".git", "node_modules"];

    readonly string _folder;

    public PrivateCopy(string workFolder)
    {
        _folder = Path.Combine(workFolder, $"copy-{Path.GetRandomFileName()}");
        Directory.CreateDirectory(Application);
    }

    public string Application => Path.Combine(_folder, "app");

    public string ContractFile => Path.Combine(_folder, "contract.json");

    public async Task FillAsync(string application, string contractFile, CancellationToken cancellationToken)
    {
        CopyFolder(application, Application);
        File.Copy(contractFile, ContractFile);
        await SandboxUser.ShowAsync(_folder, cancellationToken);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_folder, recursive: true); // removes links, never follows them
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What generated code left may resist; it stays behind in the run's own folder, and changes no verdict.
        }
    }

    static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            if (entry.LinkTarget is not null || _leftOut.Contains(entry.Name))
            {
                continue; // a link could lead out of the application
            }

            var target = Path.Combine(to, entry.Name);
            if (entry is DirectoryInfo)
            {
                CopyFolder(entry.FullName, target);
            }
            else
            {
                File.Copy(entry.FullName, target);
            }
        }
    }
}
