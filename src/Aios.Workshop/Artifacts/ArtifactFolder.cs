using System.Text;
using System.Text.RegularExpressions;

namespace Aios.Workshop.Artifacts;

/// <summary>A folder into which artifacts are written, and nothing past it: links inside are not followed.</summary>
public sealed partial class ArtifactFolder(string root)
{
    static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public string Root => root;

    /// <summary>Makes a folder that only its owner can read.</summary>
    public static ArtifactFolder CreateNew(string root)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(root);
        }
        else
        {
            Directory.CreateDirectory(root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return new(root);
    }

    /// <summary>Writes a file so that it is there whole or not at all, and on the disk.</summary>
    /// <exception cref="IOException">A link or something else is in the way.</exception>
    public Task WriteAsync(ArtifactPath path, string text, CancellationToken cancellationToken) => WriteAsync(path, text, isOnDisk: true, cancellationToken);

    /// <summary>The same for what can be made again: it is whole or not at all for every process, but may be gone after a loss of power.</summary>
    /// <exception cref="IOException">A link or something else is in the way.</exception>
    public Task StageAsync(ArtifactPath path, string text, CancellationToken cancellationToken) => WriteAsync(path, text, isOnDisk: false, cancellationToken);

    /// <summary>Brings to the disk all that was staged.</summary>
    public void FlushToDisk()
    {
        foreach (var path in Files)
        {
            using var file = File.OpenHandle(Path.Combine(root, path.Text), FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(file);
        }
    }

    async Task WriteAsync(ArtifactPath path, string text, bool isOnDisk, CancellationToken cancellationToken)
    {
        var target = MakeWay(path);
        var unfinished = $"{target}.aios-{Guid.CreateVersion7():n}";
        try
        {
            await WriteAsync(unfinished, _utf8.GetBytes(text), isOnDisk, cancellationToken);
            File.Move(unfinished, target, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Every artifact in it, in order. Its history is none, nor is a link, nor what a killed process has left half written.</summary>
    /// <exception cref="ArtifactPathException">Something in it is called as no artifact may be.</exception>
    public IEnumerable<ArtifactPath> Files => FilesIn(root, "").Select(path => new ArtifactPath(path)).OrderBy(path => path.Text, StringComparer.Ordinal);

    /// <summary>Takes away every file but these, and folders that have nothing in them then; its history stays.</summary>
    public void KeepOnly(IReadOnlyCollection<string> paths)
    {
        var kept = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var top in Directory.EnumerateFileSystemEntries(root).Where(entry => Path.GetFileName(entry) != ".git"))
        {
            Clear(top);
        }

        void Clear(string entry)
        {
            if (File.Exists(entry) || new FileInfo(entry).LinkTarget is not null)
            {
                if (!kept.Contains(Path.GetRelativePath(root, entry).Replace(Path.DirectorySeparatorChar, '/')))
                {
                    File.Delete(entry);
                }

                return;
            }

            foreach (var below in Directory.EnumerateFileSystemEntries(entry))
            {
                Clear(below);
            }

            if (!Directory.EnumerateFileSystemEntries(entry).Any())
            {
                Directory.Delete(entry);
            }
        }
    }

    public bool Has(ArtifactPath path) => File.Exists(Path.Combine(root, path.Text));

    /// <returns>Null where the file is not there.</returns>
    public string? TextOf(ArtifactPath path) => Has(path) ? File.ReadAllText(Path.Combine(root, path.Text)) : null;

    static IEnumerable<string> FilesIn(string folder, string above)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null && !IsOurs(entry.Name)))
        {
            var path = above + entry.Name;
            foreach (var file in entry is DirectoryInfo ? FilesIn(entry.FullName, path + "/") : [path])
            {
                yield return file;
            }
        }
    }

    static bool IsOurs(string name) => name == ".git" || UnfinishedName().IsMatch(name);

    static async Task WriteAsync(string file, byte[] bytes, bool isOnDisk, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        await stream.WriteAsync(bytes, cancellationToken);
        if (isOnDisk)
        {
            stream.Flush(flushToDisk: true);
        }
    }

    string MakeWay(ArtifactPath path)
    {
        var at = root;
        foreach (var segment in path.Segments.SkipLast(1))
        {
            at = Path.Combine(at, segment);
            if (!IsFolder(at))
            {
                RefuseLink(at, path);
                Directory.CreateDirectory(at);
                RefuseLink(at, path);
            }
        }

        var target = Path.Combine(at, path.Segments.Last());
        RefuseLink(target, path);
        return target;
    }

    /// <summary>Itself, and not by a link.</summary>
    static bool IsFolder(string at) => new DirectoryInfo(at) is { Exists: true, Attributes: var attributes } && !attributes.HasFlag(FileAttributes.ReparsePoint);

    static void RefuseLink(string at, ArtifactPath path)
    {
        if (new FileInfo(at).LinkTarget is not null)
        {
            throw new IOException($"'{path}' is not written: '{at}' is a link.");
        }
    }

    [GeneratedRegex(@"\.aios-[0-9a-f]{32}$")]
    private static partial Regex UnfinishedName();
}
