using Aios.Workshop.Artifacts.Applying;

namespace Aios.Workshop.Artifacts;

/// <summary>Brings finished files to the folder that the user named for them.</summary>
public sealed class Delivery
{
    readonly bool _force;
    readonly TimeProvider _clock;

    /// <param name="runFolder">The run's own, where it may have delivered before.</param>
    /// <exception cref="DeliveryException">The folder has something in it that this run has not put there, and <paramref name="force"/> is not given.</exception>
    public Delivery(string output, bool force, string? runFolder = null, TimeProvider? clock = null)
    {
        Output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(output));
        (_force, _clock) = (force, clock ?? TimeProvider.System);
        if (File.Exists(Output))
        {
            throw new DeliveryException($"'{output}' is a file.", "Name a folder with --output.");
        }

        RefuseOthersFiles(runFolder is null ? null : new(new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(runFolder))), _clock));
    }

    public string Output { get; }

    /// <summary>Brings every file below <paramref name="source"/>; other files in the user's folder stay as they are.</summary>
    /// <param name="source">A folder in the run's own, which keeps what is replaced and what was done.</param>
    /// <remarks>A folder that was not there before appears whole or not at all, one that was empty is empty again after a failure.</remarks>
    /// <exception cref="DeliveryException">Somebody has put something there in the meantime, or it cannot be written.</exception>
    /// <exception cref="ApplyConflictException">The user has changed what this run delivered earlier.</exception>
    /// <exception cref="Aios.Llm.Storage.StorageException">There is no space.</exception>
    public async Task DeliverAsync(string source, CancellationToken cancellationToken)
    {
        var application = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        Handover handover = new(new(Path.GetDirectoryName(application) ?? application) { Application = application }, _clock);
        RefuseOthersFiles(handover);
        await handover.ApplyAsync(Output, PathChoice.Everything, _force, cancellationToken);
    }

    void RefuseOthersFiles(Handover? earlier)
    {
        if (!_force && Directory.Exists(Output) && Directory.EnumerateFileSystemEntries(Output).Any() && earlier?.Owns(Output) != true)
        {
            throw new DeliveryException(
                $"The folder '{Output}' is not empty.",
                "Name another one with --output, or add --force to write over the files of the same names in it.");
        }
    }
}

/// <summary>The application cannot be brought to where it should go.</summary>
public sealed class DeliveryException(string message, string hint, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What would help.</summary>
    public string Hint => hint;
}
