using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Aios.Llm.Storage;

/// <summary>Writes what is handed to it, one thing after the other, and tells each caller when it is on the disk.</summary>
/// <remarks>
/// Whatever waits goes to the disk together: there is one slow moment for all of them, not one for each. What nobody waits for makes no
/// such moment of its own while others come.
/// </remarks>
sealed class Writer : IAsyncDisposable
{
    const int AtOnce = 256;
    const int Waiting = 4096;

    // How long something that nobody waits for stays in memory alone.
    static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(20);

    readonly Channel<Pending> _waiting = Channel.CreateBounded<Pending>(new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });
    readonly List<Pending> _batch = new(AtOnce);
    readonly Session _session;
    readonly Owner _owner;
    readonly Func<SqliteException, StorageException> _failureOf;
    readonly Action<Session> _makeRoom;
    readonly ITimer _alarm;
    readonly Task _writing;

    /// <param name="session">Is this writer's from now on.</param>
    /// <param name="makeRoom">Asked when there is no space left, after which it may be tried again.</param>
    public Writer(Session session, Owner owner, Func<SqliteException, StorageException> failureOf, Action<Session> makeRoom)
    {
        (_session, _owner, _failureOf, _makeRoom) = (session, owner, failureOf, makeRoom);
        // Of the machine's time, since it is the disk that is spared: nothing that is decided depends on it.
        _alarm = TimeProvider.System.CreateTimer(_ => _waiting.Writer.TryWrite(new Pending<bool>(static _ => true, isAwaited: true)), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _writing = Task.Run(WriteAllAsync);
    }

    /// <param name="isAwaited">When false it may take a while: it goes along with the next thing that somebody waits for.</param>
    public async Task<T> WriteAsync<T>(Func<Session, T> write, bool isAwaited, CancellationToken cancellationToken)
    {
        Pending<T> pending = new(write, isAwaited);
        await using var cancelled = cancellationToken.UnsafeRegister(
            static (state, token) => ((Pending<T>)state!).Cancel(token), pending); // state: the line above
        try
        {
            await _waiting.Writer.WriteAsync(pending, cancellationToken);
        }
        catch (ChannelClosedException closed)
        {
            throw new ObjectDisposedException("The database has been closed.", closed);
        }

        return await pending.Done;
    }

    /// <summary>Everything that was handed over is written first.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _writing;
        await _alarm.DisposeAsync();
        try
        {
            _owner.Leave(_session);
        }
        catch (SqliteException)
        {
            // Whoever opens the database next finds this owner gone and does the same.
        }

        _owner.Dispose();
        _session.Dispose();
    }

    async Task WriteAllAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            var (isFirst, isAwaited) = (_batch.Count == 0, false);
            while (_batch.Count < AtOnce && _waiting.Reader.TryRead(out var pending))
            {
                isAwaited |= pending.IsAwaited;
                _batch.Add(pending);
            }

            if (isAwaited || _batch.Count == AtOnce)
            {
                Commit();
            }
            else if (isFirst)
            {
                _alarm.Change(_patience, Timeout.InfiniteTimeSpan);
            }
        }

        Commit();
    }

    void Commit()
    {
        _batch.RemoveAll(pending => !pending.TryTake());
        if (_batch.Count > 0)
        {
            CommitBatch();
            _batch.Clear();
        }
    }

    void CommitBatch()
    {
        try
        {
            _session.Run("begin immediate");
            _owner.Enter(_session);
            _batch.RemoveAll(pending => !TryRun(pending));
            _session.Run("commit");
        }
        catch (Exception exception) // whatever it is: the writer goes on, and nobody waits for ever
        {
            Undo();
            var failure = exception is SqliteException storage ? _failureOf(storage)
                : new(StorageProblem.Unreachable, exception.Message, "Look at the disk, and at the rights of the folder.", exception);
            MakeRoom(failure);
            FailAll(failure);
            return;
        }

        _owner.Committed();
        foreach (var pending in _batch)
        {
            pending.Complete();
        }
    }

    /// <returns>False when it could not be done, of which the others know nothing.</returns>
    bool TryRun(Pending pending)
    {
        _session.Run("savepoint one");
        try
        {
            pending.Run(_session);
            _session.Run("release savepoint one");
            return true;
        }
        catch (Exception exception) when (!StorageException.IsStorageFailure(exception)) // it is the caller's, and goes there
        {
            _session.Run("rollback to savepoint one");
            _session.Run("release savepoint one");
            pending.Fail(exception);
            return false;
        }
    }

    void Undo()
    {
        try
        {
            if (_session.IsInTransaction) // it may have been undone already
            {
                _session.Run("rollback");
            }
        }
        catch (SqliteException)
        {
            // The next transaction fails then, and says why.
        }
    }

    void MakeRoom(StorageException failure)
    {
        if (failure.Problem != StorageProblem.Full)
        {
            return;
        }

        try
        {
            _makeRoom(_session);
        }
        catch (SqliteException)
        {
            // There is none to be made.
        }
    }

    void FailAll(StorageException failure)
    {
        foreach (var pending in _batch)
        {
            pending.Fail(failure);
        }
    }
}
