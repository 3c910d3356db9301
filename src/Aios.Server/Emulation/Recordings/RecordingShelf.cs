using System.Collections.Frozen;
using System.Text.Json;

namespace Aios.Server.Emulation.Recordings;

/// <summary>The recordings in a folder, found by their ids and read when they are asked for.</summary>
sealed class RecordingShelf
{
    readonly FrozenDictionary<string, string> _files;

    /// <param name="path">A recording, or a folder of them; their names are their ids.</param>
    /// <exception cref="ScriptException">There is nothing.</exception>
    public RecordingShelf(string? path)
    {
        IEnumerable<string> files = path is null ? []
            : File.Exists(path) ? [path]
            : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "index.json")
            : throw new ScriptException(path, ["There is no such recording."]);
        _files = files.GroupBy(file => Path.GetFileNameWithoutExtension(file)).ToFrozenDictionary(group => group.Key, group => group.First());
    }

    public IReadOnlyList<string> Ids => [.. _files.Keys.Order(StringComparer.Ordinal)];

    /// <returns>Null where there is none of that id, or the file is no recording.</returns>
    public async Task<RecordedExchange?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!_files.TryGetValue(id, out var file))
        {
            return null;
        }

        try
        {
            return RecordedExchange.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
