using System.Text.Json;
using Aios.Llm.Storage;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>Where a record lies, with the copies of what it replaced. Its state is the name of its file, so that going on needs no space.</summary>
sealed class RecordFolder(string path)
{
    static readonly (RecordState State, string Name)[] _states =
    [
        (RecordState.Unfinished, "unfinished.json"), (RecordState.Done, "done.json"), (RecordState.Undoing, "undoing.json"), (RecordState.Undone, "undone.json"),
    ];

    public string Path => path;

    /// <summary>Null where the process was killed before it had touched anything of the user's.</summary>
    public RecordState? State => _states.Where(each => File.Exists(FileOf(each.State))).Select(each => (RecordState?)each.State).FirstOrDefault();

    /// <exception cref="StorageException">It cannot be read.</exception>
    public ApplyRecord Read()
    {
        var file = FileOf(State ?? throw new InvalidOperationException("There is no record."));
        try
        {
            return ApplyRecord.Read(File.ReadAllText(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StorageException(StorageProblem.Damaged, $"What was applied cannot be read from {file}: {exception.Message}", $"Copies of what was replaced are in {path}. To forget this record move that folder away.", exception);
        }
    }

    public async Task WriteAsync(ApplyRecord record, CancellationToken cancellationToken)
    {
        var file = FileOf(RecordState.Unfinished);
        await StagedFile.WriteAsync(file + ".new", System.Text.Encoding.UTF8.GetBytes(record.ToJson()), mode: null, cancellationToken);
        File.Move(file + ".new", file, overwrite: true);
    }

    public void Become(RecordState state) => File.Move(FileOf(State ?? throw new InvalidOperationException("There is no record.")), FileOf(state));

    /// <summary>What a change replaced.</summary>
    public string Before(int change) => System.IO.Path.Combine(path, "before", change.ToString("0000", System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>What taking the change back replaced in turn.</summary>
    public string Taken(int change) => System.IO.Path.Combine(path, "taken", change.ToString("0000", System.Globalization.CultureInfo.InvariantCulture));

    public void Remove() => Directory.Delete(path, recursive: true);

    string FileOf(RecordState state) => System.IO.Path.Combine(path, _states.First(each => each.State == state).Name);
}

enum RecordState
{
    /// <summary>Some of it may have happened.</summary>
    Unfinished,
    Done,

    /// <summary>Some of it may have been taken back.</summary>
    Undoing,
    Undone,
}
