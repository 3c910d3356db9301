using System.Globalization;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>What a run has put where, and what was there before.</summary>
/// <remarks>The records are all there is: what Aios last wrote in a folder is what remains of them, taken in order.</remarks>
sealed class ApplyMemory(RunFolder run)
{
    /// <summary>In the order in which they came.</summary>
    public IReadOnlyList<RecordFolder> Records => RecordsOf(run);

    /// <summary>The folder to which the run's files went last, and were not taken back from.</summary>
    public string? LastTarget => Records.Reverse().FirstOrDefault(record => record.State == RecordState.Done)?.Read().Target;

    /// <summary>A place for the next record.</summary>
    public RecordFolder New()
    {
        var last = Directory.Exists(run.Applied) ? Directory.EnumerateDirectories(run.Applied).Select(NumberOf).DefaultIfEmpty(0).Max() : 0;
        return new(Path.Combine(run.Applied, (last + 1).ToString("0000", CultureInfo.InvariantCulture)));
    }

    /// <summary>What Aios last wrote in a folder, whichever run it was.</summary>
    public IReadOnlyDictionary<ArtifactPath, Remembered> WrittenTo(string target)
    {
        Dictionary<ArtifactPath, Remembered> written = [];
        foreach (var record in run.All.SelectMany(RecordsOf).Where(each => each.State == RecordState.Done).Select(each => each.Read()).Where(each => each.Target == target).OrderBy(each => each.At))
        {
            foreach (var change in record.Changes)
            {
                ArtifactPath path = new(change.Path);
                if (change.After is null)
                {
                    written.Remove(path);
                }
                else
                {
                    written[path] = new(change.After, record.Run == run.RunId);
                }
            }
        }

        return written;
    }

    /// <summary>Keeps every other process from applying or undoing this run until it is disposed of.</summary>
    /// <exception cref="DeliveryException">Another one does.</exception>
    public IDisposable Hold()
    {
        var file = Path.Combine(run.Applied, "lock");
        try
        {
            Directory.CreateDirectory(run.Applied);
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(file) && !Trouble.IsFull(exception))
        {
            throw new DeliveryException($"Run {run.RunId} is being applied or undone by another process.", "Wait until that one is done, then try again.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Trouble.Keeping(run.Applied, exception);
        }
    }

    static IReadOnlyList<RecordFolder> RecordsOf(RunFolder run) =>
        Directory.Exists(run.Applied) ? [.. Directory.EnumerateDirectories(run.Applied).Where(folder => NumberOf(folder) > 0).OrderBy(NumberOf).Select(folder => new RecordFolder(folder))] : [];

    static int NumberOf(string folder) => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
