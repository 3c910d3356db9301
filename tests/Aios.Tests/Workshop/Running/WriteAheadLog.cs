using System.Buffers.Binary;
using Aios.Workshop.Running;
using Microsoft.Data.Sqlite;

namespace Aios.Tests.Workshop.Running;

/// <summary>Everything that was written to a database, in the order in which it was, transaction by transaction.</summary>
/// <remarks>As long as somebody reads the database as it was at first, SQLite moves nothing of its log into the file (https://sqlite.org/fileformat2.html#walformat).</remarks>
sealed class WriteAheadLog(string path) : IDisposable
{
    const int Header = 32;
    const int FrameHeader = 24;

    SqliteConnection? _reader;
    byte[] _database = [];
    byte[] _log = [];

    /// <summary>Where the log may be cut so that whole transactions are left, in bytes from its beginning.</summary>
    public IReadOnlyList<int> Boundaries { get; private set; } = [];

    /// <summary>From the first event on nothing is moved; at the last one a copy is made.</summary>
    /// <param name="freeze">Does something while nobody writes.</param>
    public void Hold(Action<Action> freeze, RunEvent happened)
    {
        if (_reader is null)
        {
            _reader = new($"Data Source={path};Mode=ReadOnly;Pooling=False");
            _reader.Open();
            using var command = _reader.CreateCommand();
            command.CommandText = "begin; select count(*) from run";
            command.ExecuteScalar();
        }

        if (happened is RunEvent.RunFinished)
        {
            freeze(Copy);
        }
    }

    /// <returns>The folder, with the database as if its process had died there.</returns>
    public string CutAt(int boundary, string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "aios.db"), _database);
        File.WriteAllBytes(Path.Combine(folder, "aios.db-wal"), _log[..boundary]);
        return folder;
    }

    public void Dispose() => _reader?.Dispose();

    void Copy()
    {
        _database = Read(path);
        _log = Read($"{path}-wal");
        var frame = FrameHeader + BinaryPrimitives.ReadInt32BigEndian(_log.AsSpan(8));
        List<int> boundaries = [];
        for (var at = Header; at + frame <= _log.Length; at += frame)
        {
            if (BinaryPrimitives.ReadInt32BigEndian(_log.AsSpan(at + 4)) != 0) // the size of the database after a transaction, in its last frame
            {
                boundaries.Add(at + frame);
            }
        }

        Boundaries = boundaries;
    }

    static byte[] Read(string file)
    {
        // By another process: to close a file here would free SQLite's locks on it.
        using System.Diagnostics.Process reading = new() { StartInfo = new("cat", [file]) { RedirectStandardOutput = true } };
        reading.Start();
        using MemoryStream bytes = new();
        reading.StandardOutput.BaseStream.CopyTo(bytes);
        reading.WaitForExit();
        return bytes.ToArray();
    }
}
