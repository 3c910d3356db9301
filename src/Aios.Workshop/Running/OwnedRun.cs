using Aios.Llm.Storage;

namespace Aios.Workshop.Running;

/// <summary>A run that is this process's: what happens in it is written down in the order in which it happens.</summary>
public sealed class OwnedRun : IDisposable
{
    readonly Lock _lock = new();
    readonly CancellationTokenSource _lost = new();
    readonly IDatabase _database;
    readonly long _epoch;
    readonly List<Entry> _unwritten = [];
    Task _written = Task.CompletedTask;
    long _number;

    /// <param name="epoch">The one in which the run was taken.</param>
    /// <param name="number">Of the last event that was written down before.</param>
    internal OwnedRun(IDatabase database, string id, long epoch, long number, RunState past) => (_database, Id, _epoch, _number, Past) = (database, id, epoch, number, past);

    public string Id { get; }

    /// <summary>The run as it stood when it was taken.</summary>
    public RunState Past { get; }

    /// <summary>Cancelled when something that happened cannot be written down; <see cref="FlushAsync"/> says why.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Writes down what happens from now on.</summary>
    public void Follow(RunLog log) => log.Follow((happened, at) =>
    {
        if (happened is not RunEvent.TaskWriting) // of which the pieces of the answer tell
        {
            Append(happened, at, log.State.Status);
        }
    });

    /// <summary>Comes back when everything that has happened is on the disk.</summary>
    /// <exception cref="StorageException">It cannot be written down.</exception>
    /// <exception cref="RunLostException">Another process has taken the run.</exception>
    public async Task FlushAsync()
    {
        Task written;
        lock (_lock)
        {
            written = _written;
        }

        if (!written.IsCompleted)
        {
            await _database.FlushAsync();
        }

        await written;
    }

    /// <summary>Leaves the run to whoever wants to go on with it.</summary>
    public async Task ReleaseAsync()
    {
        await FlushAsync();
        await _database.WriteAsync(session => session.Run("update run set owner = null where id = $1 and owner = $2 and epoch = $3", Id, _database.Owner, _epoch), CancellationToken.None);
    }

    public void Dispose() => _lost.Dispose();

    internal static DateTimeOffset Instant(long ticks) => new(ticks, TimeSpan.Zero);

    /// <param name="status">Of the run after it.</param>
    void Append(RunEvent happened, DateTimeOffset at, RunStatus status)
    {
        var body = RunEventJson.Write(happened);
        RunStatus? state = happened is RunEvent.RunFinished or RunEvent.RunResumed or RunEvent.ChangeWithdrawn ? status : null;
        lock (_lock)
        {
            _unwritten.Add(new(++_number, at, body, state));
            if (_unwritten.Count > 1)
            {
                return; // goes along with those before it
            }

            Entry[]? entries = null; // taken when they are written, and once: a transaction may be done once more
            var writing = _database.WriteAlongAsync(session => Write(session, entries ??= Take()), CancellationToken.None);
            _written = _written.IsCompletedSuccessfully ? writing : Task.WhenAll(_written, writing);
            _ = NoticeAsync(writing);
        }
    }

    Entry[] Take()
    {
        lock (_lock)
        {
            Entry[] entries = [.. _unwritten];
            _unwritten.Clear();
            return entries;
        }
    }

    /// <remarks>An event that could not be written is missing from then on, and nothing that came after it is believed without it.</remarks>
    bool Write(Session session, Entry[] entries)
    {
        if (session.Run("update run set seq = $5 where id = $1 and owner = $2 and epoch = $3 and seq = $4", Id, _database.Owner, _epoch, entries[0].Number - 1, entries[^1].Number) != 1)
        {
            throw new RunLostException($"Run {Id} has been taken by another process, or an earlier event of it could not be written down.");
        }

        foreach (var (number, at, body, state) in entries)
        {
            session.Run("insert into run_event (run, seq, at, body, seal) values ($1, $2, $3, $4, $5)", Id, number, at.UtcTicks, body, Seal.Of(Id, number, at.UtcTicks, body));
            if (state is { } status)
            {
                session.Run("update run set state = $2, ended = $3 where id = $1", Id, RunJournal.Word(status), status == RunStatus.Running ? null : at.ToUnixTimeMilliseconds());
            }
        }

        return true;
    }

    /// <param name="State">Of the run, where it is another one since.</param>
    readonly record struct Entry(long Number, DateTimeOffset At, string Body, RunStatus? State);

    async Task NoticeAsync(Task writing)
    {
        try
        {
            await writing;
        }
        catch (Exception exception) when (exception is StorageException or RunLostException or ObjectDisposedException)
        {
            await _lost.CancelAsync();
        }
    }
}

/// <summary>Another process has taken a run that this one was at work on.</summary>
public sealed class RunLostException(string message) : Exception(message);
