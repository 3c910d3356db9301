namespace Aios.Testing;

/// <summary>A folder of a test's own, gone with everything in it when the test is over.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("aios-test-").FullName;

    /// <summary>One in memory where the system has such folders: for tests that write so much through to the disk that they would wait for nothing else.</summary>
    public static TempFolder InMemory() => Directory.Exists("/dev/shm") ? new($"/dev/shm/aios-test-{System.IO.Path.GetRandomFileName()}") : new();

    public TempFolder()
    {
    }

    TempFolder(string path) => Path = Directory.CreateDirectory(path).FullName;

    /// <summary>A path within.</summary>
    public string this[string below] => System.IO.Path.Combine(Path, below);

    /// <summary>A folder within, made if it is not there.</summary>
    public string Folder(string below) => Directory.CreateDirectory(this[below]).FullName;

    /// <summary>Writes a file, and the folders it lies in.</summary>
    public string Write(string below, string text = "")
    {
        var file = this[below];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!); // it has one: this folder
        File.WriteAllText(file, text);
        return file;
    }

    /// <summary>Every file and folder within, relative and in order.</summary>
    public IReadOnlyList<string> Entries(string below = "") =>
    [
        .. Directory.EnumerateFileSystemEntries(this[below], "*", SearchOption.AllDirectories)
            .Select(entry => System.IO.Path.GetRelativePath(this[below], entry))
            .Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
