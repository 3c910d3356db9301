using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Aios.Llm.Storage;

/// <summary>The one file in which an installation keeps what must not be lost. Several processes may have it open.</summary>
/// <remarks>
/// Opened here and nowhere else: a pragma belongs to a connection, not to the file. SQLite's calls block, so one writer
/// works through what it is handed, and readers have connections of their own.
/// </remarks>
public sealed class Database : IDatabase, IAsyncDisposable
{
    const long Mark = 0x41696F73; // "Aios", so that nobody's other database is taken for ours

    readonly ConcurrentBag<Session> _readers = [];
    readonly TimeProvider _clock;
    readonly Writer _writer;
    volatile StorageException? _damage;
    volatile bool _isClosed;

    Database(string path, Session session, string owner, TimeProvider clock)
    {
        (Path, Owner, _clock) = (path, owner, clock);
        _writer = new(session, new(owner, Owners(path), clock), FailureOf, ShortenLog);
    }

    public string Path { get; }

    /// <summary>This process as a writer: what it has left undone can be told from what others are doing.</summary>
    public string Owner { get; }

    /// <summary>Opens the file, or makes it; brings its tables up to date; looks whether it is whole and who has died.</summary>
    /// <param name="schemas">Of the features that keep something in it, each building only on those before it.</param>
    /// <exception cref="StorageException">It cannot be used.</exception>
    public static Database Open(string path, IReadOnlyList<Schema> schemas, TimeProvider clock)
    {
        path = System.IO.Path.GetFullPath(path);
        var owner = Guid.CreateVersion7(clock.GetUtcNow()).ToString();
        Session? session = null;
        Database? database = null;
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!); // full, and a file: it has one
            if (File.Exists(path) && new FileInfo(path).Length == 0 && Directory.Exists(Owners(path)))
            {
                throw StorageException.Damaged(path, "it is empty, and was not.");
            }

            MakePrivate(path);
            session = Connect(path, SqliteOpenMode.ReadWriteCreate);
            Examine(session, path);
            session.Run("begin immediate");
            Migrations.Apply(session, [Storage.Owner.Schema, .. schemas], path);
            Departed.Bury(session, path, Owners(path), owner, clock.GetUtcNow());
            session.Run("commit");
            return database = new(path, session, owner, clock);
        }
        catch (SqliteException exception) when (StorageException.IsStorageFailure(exception))
        {
            throw StorageException.Of(exception, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageProblem.Unreachable, $"{path} cannot be opened: {exception.Message}", "Look at the rights of the folder.", exception);
        }
        finally
        {
            if (database is null)
            {
                session?.Dispose(); // with the transaction that it is in
            }
        }
    }

    /// <summary>Does it in a transaction, together with what others want written, and comes back when it is on the disk.</summary>
    /// <param name="write">May be anything that ends soon. When it throws, nothing of it is kept and the caller gets what it threw.</param>
    /// <exception cref="StorageException">Nothing of it was kept.</exception>
    public Task<T> WriteAsync<T>(Func<Session, T> write, CancellationToken cancellationToken) => WriteAsync(write, isAwaited: true, cancellationToken);

    /// <summary>The same for what nobody waits for: it goes to the disk with the next thing that somebody waits for, or some 20 ms later.</summary>
    /// <exception cref="StorageException">Nothing of it was kept.</exception>
    public Task<T> WriteAlongAsync<T>(Func<Session, T> write, CancellationToken cancellationToken) => WriteAsync(write, isAwaited: false, cancellationToken);

    /// <summary>Comes back when all that was handed over before is on the disk.</summary>
    /// <exception cref="StorageException">The disk does not take it.</exception>
    public Task FlushAsync() => WriteAsync(static _ => true, CancellationToken.None);

    /// <summary>What was on the disk at one moment.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public T Read<T>(Func<Session, T> read)
    {
        if (_damage is { } damage)
        {
            throw damage;
        }

        ObjectDisposedException.ThrowIf(_isClosed, this);
        Session? session = null;
        var isWhole = false;
        try
        {
            session = _readers.TryTake(out var idle) ? idle : Connect(Path, SqliteOpenMode.ReadOnly);
            session.Run("begin");
            var result = read(session);
            session.Run("commit");
            isWhole = true;
            return result;
        }
        catch (SqliteException exception) when (StorageException.IsStorageFailure(exception))
        {
            throw FailureOf(exception);
        }
        finally
        {
            Return(session, isWhole);
        }
    }

    /// <summary>Looks again who has died since.</summary>
    public void BuryDeparted(Session session) => Departed.Bury(session, Path, Owners(Path), Owner, _clock.GetUtcNow());

    /// <summary>Whether the process that was this owner is no more, noticed by anybody or not. Only looks.</summary>
    public bool HasDeparted(string owner) => owner != Owner && Departed.Has(Owners(Path), owner);

    /// <summary>Something that was read cannot be what was written; from now on the file is left as it is.</summary>
    public StorageException Damage(string what) => _damage = StorageException.Damaged(Path, what);

    /// <summary>Writes what it was handed, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isClosed)
        {
            return;
        }

        _isClosed = true;
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }

        await _writer.DisposeAsync();
    }

    Task<T> WriteAsync<T>(Func<Session, T> write, bool isAwaited, CancellationToken cancellationToken) =>
        _damage is { } damage ? Task.FromException<T>(damage) : _writer.WriteAsync(write, isAwaited, cancellationToken);

    static string Owners(string path) => $"{path}.owners";

    /// <summary>What is kept there is nobody else's business. The files beside it take over its rights.</summary>
    static void MakePrivate(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            File.Open(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }
    }

    static Session Connect(string path, SqliteOpenMode mode)
    {
        SqliteConnection connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            Pooling = false, // a closed file is a closed file
            DefaultTimeout = 1, // in seconds; SQLite itself waits before that, as said below
        }.ToString());
        try
        {
            connection.Open();
            Session session = new(connection);
            session.Script(
                """
                pragma busy_timeout = 10000;
                pragma foreign_keys = on;
                pragma synchronous = full;
                pragma temp_store = memory; -- what a savepoint remembers need not be on the disk: it goes with the transaction
                pragma cache_size = -16000; -- in KiB
                pragma wal_autocheckpoint = 256; -- in pages: to move a long log into the file takes room, which is what there is none of when it matters
                """);
            return session;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>What the log holds is moved into the file, and the log given back: it may be what filled the disk.</summary>
    static void ShortenLog(Session session) => session.Run("pragma wal_checkpoint(truncate)");

    static void Examine(Session session, string path)
    {
        var mark = session.Number("pragma application_id");
        if (mark is not (0 or Mark))
        {
            throw new StorageException(StorageProblem.Unreachable, $"{path} is a database of another program.", "Move it away, or choose another folder with --home.");
        }

        // The whole of it, indexes too: one that has lost a row would hide what was spent.
        if (session.First("pragma integrity_check(1)", row => row.GetString(0)) is var found && found != "ok")
        {
            throw StorageException.Damaged(path, found ?? "it cannot be examined.");
        }

        if (mark == 0)
        {
            session.Script($"pragma application_id = {Mark}");
        }

        session.Script("pragma journal_mode = wal");
        if (session.First("pragma journal_mode", row => row.GetString(0)) != "wal" || session.Number("pragma synchronous") != 2)
        {
            throw new StorageException(StorageProblem.Unreachable, $"{path} lies where SQLite cannot keep a log beside it.", "Choose a folder on a disk of this machine with --home.");
        }
    }

    void Return(Session? session, bool isWhole)
    {
        if (session is null || !isWhole)
        {
            session?.Dispose(); // with the transaction that it is in
            return;
        }

        _readers.Add(session);
        while (_isClosed && _readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    StorageException FailureOf(SqliteException exception)
    {
        var failure = StorageException.Of(exception, Path);
        return failure.Problem == StorageProblem.Damaged ? _damage = failure : failure; // from now on it is left as it is
    }
}
