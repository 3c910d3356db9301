using System.Text;

namespace Aios.Workshop.Artifacts;

/// <summary>A folder into which artifacts are written, and nothing past it: links inside are not followed.</summary>
public sealed class ArtifactFolder(string root)
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

    /// <summary>Writes a file so that it is there whole or not at all.</summary>
    /// <exception cref="IOException">A link or something else is in the way, or <paramref name="replace"/> is false and the file exists.</exception>
    public async Task WriteAsync(ArtifactPath path, string text, bool replace, CancellationToken cancellationToken)
    {
        var target = MakeWay(path);
        var unfinished = $"{target}.aios-{Guid.CreateVersion7():n}";
        try
        {
            await WriteThroughAsync(unfinished, _utf8.GetBytes(text), cancellationToken);
            File.Move(unfinished, target, replace);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    public bool Has(ArtifactPath path) => File.Exists(Path.Combine(root, path.Text));

    static async Task WriteThroughAsync(string file, byte[] bytes, CancellationToken cancellationToken)
    {
        await using var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        await stream.WriteAsync(bytes, cancellationToken);
        stream.Flush(flushToDisk: true);
    }

    string MakeWay(ArtifactPath path)
    {
        var at = root;
        foreach (var segment in path.Segments.SkipLast(1))
        {
            at = Path.Combine(at, segment);
            RefuseLink(at, path);
            Directory.CreateDirectory(at);
            RefuseLink(at, path);
        }

        var target = Path.Combine(at, path.Segments.Last());
        RefuseLink(target, path);
        return target;
    }

    static void RefuseLink(string at, ArtifactPath path)
    {
        if (new FileInfo(at).LinkTarget is not null)
        {
            throw new IOException($"'{path}' is not written: '{at}' is a link.");
        }
    }
}
