using System.Buffers.Binary;

namespace Aios.Llm.Storage;

/// <summary>This process as a writer of the database: a row in it, and a file beside it that the system frees when the process dies.</summary>
/// <remarks>
/// The file says how many transactions were acknowledged. A database that knows of fewer has lost some, as when its log
/// was deleted or cut, which SQLite itself takes for the end of the log.
/// </remarks>
sealed class Owner(string id, string folder, TimeProvider clock) : IDisposable
{
    FileStream? _file;
    bool _isNew;
    long _commits;

    public string Id => id;

    string File => Path.Combine(folder, id);

    public static Schema Schema { get; } = new("owner",
    [
        session => session.Script("create table owner (id text primary key, began bigint not null, ended bigint, commits bigint not null)"),
    ]);

    /// <summary>Makes itself known, in the transaction in which it first writes something.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    public void Enter(Session session)
    {
        if (_file is null)
        {
            Directory.CreateDirectory(folder);
            _file = new(File, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
            _isNew = true;
        }

        if (_isNew)
        {
            session.Run("insert into owner (id, began, commits) values ($1, $2, 1)", id, clock.GetUtcNow().ToUnixTimeMilliseconds());
            return;
        }

        session.Run("update owner set commits = commits + 1 where id = $1", id);
    }

    /// <summary>After the transaction, before anybody is told of it.</summary>
    public void Committed()
    {
        _isNew = false;
        Span<byte> count = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(count, ++_commits);
        try
        {
            RandomAccess.Write(_file!.SafeFileHandle, count, 0); // open: Enter came first
        }
        catch (IOException)
        {
            // A witness that knows less than it could; what it bears witness to is on the disk.
        }
    }

    /// <summary>The end, in order.</summary>
    public void Leave(Session session)
    {
        if (_file is null || _isNew)
        {
            return;
        }

        session.Run("update owner set ended = $2 where id = $1", id, clock.GetUtcNow().ToUnixTimeMilliseconds());
        System.IO.File.Delete(File);
    }

    public void Dispose() => _file?.Dispose();
}
