using System.Threading.Channels;
using Aios.Llm.Hosting;
using Aios.Llm.Storage;
using Aios.Workshop.Running;
using Npgsql;

namespace Aios.Postgres;

/// <summary>What an installation keeps, on a PostgreSQL server: one connection for what it writes, one for what it reads.</summary>
/// <remarks>
/// The least that it takes: transactions are serializable, and done once more where another was in their way. Who lives is told by nobody here, as
/// leases will on several machines.
/// </remarks>
sealed class PostgresDatabase : IDatabase, IAsyncDisposable
{
    const string Everything = "truncate feature, owner, call, attempt, budget, budget_use, hold, budget_event, named_call, piece, lesson, answer, reuse, run, run_event, wish";

    readonly Channel<Action> _waiting = Channel.CreateUnbounded<Action>();
    readonly Lock _reading = new();
    readonly NpgsqlConnection _writes;
    readonly NpgsqlConnection _reads;
    readonly Session _writer;
    readonly Session _reader;
    readonly Task _writing;

    PostgresDatabase(string server, string owner)
    {
        (Owner, _writes, _reads) = (owner, new(server), new(server));
        _writes.Open();
        _reads.Open();
        (_writer, _reader) = (new(_writes), new(_reads));
        _writing = Task.Run(WriteAllAsync);
    }

    public static IReadOnlyList<Schema> Schemas { get; } = [.. RouterInstallation.Schemas, RunJournal.Schema];

    public string Owner { get; }

    /// <summary>How often a transaction was done once more.</summary>
    public int Repeated { get; private set; }

    /// <summary>Makes the tables, in a database that has none.</summary>
    public static void Migrate(string server)
    {
        using NpgsqlConnection connection = new(server);
        connection.Open();
        using Session session = new(connection);
        session.Run("begin");
        Migrations.Apply(session, [Llm.Storage.Owner.Schema, .. Schemas], "the server");
        session.Run("commit");
    }

    /// <summary>Forgets everything that is in the tables.</summary>
    public static void Clear(string server)
    {
        using NpgsqlConnection connection = new(server);
        connection.Open();
        using Session session = new(connection);
        session.Run(Everything);
    }

    public static async Task<PostgresDatabase> OpenAsync(string server, string owner)
    {
        PostgresDatabase database = new(server, owner);
        await database.WriteAsync(session => session.Run("insert into owner (id, began, commits) values ($1, $2, 1)", owner, 1L), CancellationToken.None);
        return database;
    }

    /// <summary>As if the process had gone.</summary>
    public Task LeaveAsync() => WriteAsync(session => session.Run("update owner set ended = $2 where id = $1", Owner, 2L), CancellationToken.None);

    public Task<T> WriteAsync<T>(Func<Session, T> write, CancellationToken cancellationToken)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Writer.TryWrite(() =>
        {
            try
            {
                done.SetResult(Write(write));
            }
            catch (Exception exception) // it is the caller's, and goes there
            {
                done.SetException(exception);
            }
        });
        return done.Task;
    }

    public Task<T> WriteAlongAsync<T>(Func<Session, T> write, CancellationToken cancellationToken) => WriteAsync(write, cancellationToken);

    public Task FlushAsync() => WriteAsync(static _ => true, CancellationToken.None);

    public T Read<T>(Func<Session, T> read)
    {
        lock (_reading)
        {
            return In(_reader, "begin isolation level repeatable read read only", read);
        }
    }

    public void BuryDeparted(Session session)
    {
    }

    public bool HasDeparted(string owner) => false;

    public StorageException Damage(string what) => StorageException.Damaged("the server", what);

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        _writer.Dispose();
        _reader.Dispose();
    }

    async Task WriteAllAsync()
    {
        await foreach (var write in _waiting.Reader.ReadAllAsync())
        {
            write();
        }
    }

    T Write<T>(Func<Session, T> write)
    {
        while (true)
        {
            try
            {
                return In(_writer, "begin isolation level serializable", session => Apart(session, write));
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
            {
                Repeated++;
            }
        }
    }

    /// <summary>As the file's writer does it, who has the changes of many in one transaction.</summary>
    static T Apart<T>(Session session, Func<Session, T> write)
    {
        session.Run("savepoint one");
        var isWhole = false;
        try
        {
            var result = write(session);
            isWhole = true;
            return result;
        }
        finally
        {
            if (!isWhole)
            {
                session.Run("rollback to savepoint one");
            }

            session.Run("release savepoint one");
        }
    }

    static T In<T>(Session session, string begin, Func<Session, T> act)
    {
        session.Run(begin);
        var isWhole = false;
        try
        {
            var result = act(session);
            session.Run("commit");
            isWhole = true;
            return result;
        }
        finally
        {
            if (!isWhole)
            {
                session.Run("rollback");
            }
        }
    }
}
