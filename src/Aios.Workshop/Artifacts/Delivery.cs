namespace Aios.Workshop.Artifacts;

/// <summary>Brings finished files to the folder that the user named.</summary>
public sealed class Delivery
{
    readonly string _output;
    readonly bool _force;

    /// <exception cref="DeliveryException">The folder has something in it, and <paramref name="force"/> is not given.</exception>
    public Delivery(string output, bool force)
    {
        _output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        if (File.Exists(_output))
        {
            throw new DeliveryException($"'{output}' is a file.", "Name a folder with --output.");
        }

        _force = force;
        RefuseOthersFiles();
    }

    public string Output => _output;

    /// <summary>Copies every file below <paramref name="source"/>; other files in the user's folder stay as they are.</summary>
    /// <remarks>A folder that was not there before appears whole or not at all, one that was empty is empty again after a failure.</remarks>
    /// <exception cref="DeliveryException">Somebody has put something there in the meantime.</exception>
    public async Task DeliverAsync(string source, CancellationToken cancellationToken)
    {
        RefuseOthersFiles();
        if (HasFiles)
        {
            await CopyAsync(source, _output, cancellationToken);
        }
        else if (Directory.Exists(_output))
        {
            await FillAsync(source, cancellationToken);
        }
        else
        {
            await AppearAsync(source, cancellationToken);
        }
    }

    bool HasFiles => Directory.Exists(_output) && Directory.EnumerateFileSystemEntries(_output).Any();

    void RefuseOthersFiles()
    {
        if (!_force && HasFiles)
        {
            throw new DeliveryException(
                $"The folder '{_output}' is not empty.",
                "Name another one with --output, or add --force to write over the files of the same names in it.");
        }
    }

    /// <summary>The folder itself stays: somebody may stand in it, or it may be a mount.</summary>
    async Task FillAsync(string source, CancellationToken cancellationToken)
    {
        try
        {
            await CopyAsync(source, _output, cancellationToken);
        }
        catch
        {
            Array.ForEach(Directory.GetDirectories(_output), folder => Directory.Delete(folder, recursive: true));
            Array.ForEach(Directory.GetFiles(_output), File.Delete);
            throw;
        }
    }

    async Task AppearAsync(string source, CancellationToken cancellationToken)
    {
        var unfinished = $"{_output}.unfinished-{Guid.CreateVersion7():n}";
        try
        {
            await CopyAsync(source, unfinished, cancellationToken);
            Directory.Move(unfinished, _output);
        }
        catch
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            throw;
        }
    }

    static async Task CopyAsync(string source, string target, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(target);
        var folder = new ArtifactFolder(target);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var path = new ArtifactPath(Path.GetRelativePath(source, file).Replace(Path.DirectorySeparatorChar, '/'));
            await folder.WriteAsync(path, await File.ReadAllTextAsync(file, cancellationToken), replace: true, cancellationToken);
        }
    }
}

/// <summary>The application cannot be brought to where it should go.</summary>
public sealed class DeliveryException(string message, string hint) : Exception(message)
{
    /// <summary>What would help.</summary>
    public string Hint => hint;
}
