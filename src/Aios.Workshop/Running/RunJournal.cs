using System.Data.Common;
using System.Text.Json;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Workshop.Running;

/// <summary>The runs of an installation and everything that happened in them, in its database.</summary>
/// <remarks>
/// A run has one owner at a time: a process that holds the file by which the system knows that it lives (see <see cref="Database.Owner"/>).
/// Every taking raises the run's epoch, and what a former owner still wants to write is refused by it.
/// </remarks>
public sealed class RunJournal(IDatabase database, TimeProvider clock)
{
    /// <summary>Of the JSON of orders and events.</summary>
    public const int Format = 1;

    const string Columns = "r.id, r.format, r.version, r.wanted, r.state, r.owner, r.began, r.ended, o.ended";

    public static Schema Schema { get; } = new("run",
    [
        session => session.Script(
            """
            create table run (
              id text primary key, format bigint not null, version text not null, wanted text not null, state text not null,
              owner text, epoch bigint not null, seq bigint not null, began bigint not null, ended bigint);
            create table run_event (run text not null, seq bigint not null, at bigint not null, body text not null, seal bigint not null, primary key (run, seq));
            create table wish (id text primary key, run text not null, at bigint not null, body text not null);
            create index wish_by_run on wish (run);
            """),
    ]);

    /// <summary>A run that is about to begin, and is this process's.</summary>
    /// <exception cref="StorageException">It cannot be written down.</exception>
    public async Task<OwnedRun> BeginAsync(string id, RunOrder order, string version, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            session => session.Run(
                "insert into run (id, format, version, wanted, state, owner, epoch, seq, began) values ($1, $2, $3, $4, $5, $6, 1, 0, $7)",
                id, (long)Format, version, RunEventJson.Write(order), Word(RunStatus.Running), database.Owner, Now),
            cancellationToken);
        return new(database, id, epoch: 1, number: 0, new());
    }

    /// <summary>Makes a run this process's, if it is nobody's.</summary>
    /// <returns>Null while another process is at work on it.</returns>
    /// <exception cref="StorageException">It cannot be written down, or was written by a later version.</exception>
    public async Task<OwnedRun?> TakeAsync(string id, CancellationToken cancellationToken)
    {
        var epoch = await database.WriteAsync(
            session =>
            {
                database.BuryDeparted(session);
                return session.Run(
                    "update run set owner = $2, epoch = epoch + 1 where id = $1 and (owner is null or owner = $2 or owner in (select id from owner where ended is not null))",
                    id, database.Owner) == 1
                    ? session.Number("select epoch from run where id = $1", id)
                    : null;
            },
            cancellationToken);
        if (epoch is not { } taken)
        {
            return null;
        }

        var events = Events(id);
        return new(database, id, taken, events.Count, Fold(events));
    }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<RunRecord> List() => database.Read(session => session.All(
        $"select {Columns} from run r left join owner o on o.id = r.owner order by r.began desc, r.id desc", Record));

    /// <returns>Null when there is no such run.</returns>
    public RunRecord? Find(string id) => database.Read(session => session.First($"select {Columns} from run r left join owner o on o.id = r.owner where r.id = $1", Record, id));

    /// <summary>What happened, in order.</summary>
    /// <param name="after">The number of the last event that is known already; 0 for none.</param>
    public IReadOnlyList<JournaledEvent> Events(string id, long after = 0) => database.Read(session => session.All(
        "select seq, at, body, seal from run_event where run = $1 and seq > $2 order by seq", row => Event(id, row), id, after));

    /// <summary>The run as it stands after everything that was written down.</summary>
    public RunState StateOf(string id) => Fold(Events(id));

    /// <summary>Everything of a run that never was, or is wanted no more; what was paid for it stays in the ledger.</summary>
    /// <remarks>In one transaction, so that a run is there whole or not at all.</remarks>
    public Task ForgetAsync(string id, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            CallJournal.Forget(session, id);
            session.Run("delete from wish where run = $1", id);
            session.Run("delete from run_event where run = $1", id);
            return session.Run("delete from run where id = $1", id);
        },
        cancellationToken);

    /// <summary>Asks whoever is at work on a run for something.</summary>
    public Task WishAsync(string id, Wish wish, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Run(
            "insert into wish (id, run, at, body) values ($1, $2, $3, $4)", Guid.CreateVersion7(clock.GetUtcNow()).ToString(), id, Now, WishJson.Write(wish)),
        cancellationToken);

    /// <summary>What was asked for and not taken yet, the oldest first; it is taken by this.</summary>
    public Task<IReadOnlyList<Wish>> TakeWishesAsync(string id, CancellationToken cancellationToken)
    {
        return HasWishes(id)
            ? database.WriteAsync(session => Take(session), cancellationToken)
            : Task.FromResult<IReadOnlyList<Wish>>([]);

        IReadOnlyList<Wish> Take(Session session)
        {
            var wishes = session.All("select body from wish where run = $1 order by id", row => WishJson.Read(row.GetString(0)), id);
            session.Run("delete from wish where run = $1", id);
            return wishes;
        }
    }

    static RunState Fold(IEnumerable<JournaledEvent> events) => events.Aggregate(new RunState(), (state, happened) => state.Apply(happened.Happened, happened.At));

    internal static string Word(RunStatus status) => status.ToString().ToLowerInvariant();

    long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    bool HasWishes(string id) => database.Read(session => session.Number("select count(*) from wish where run = $1", id)) > 0;

    RunRecord Record(DbDataReader row)
    {
        var (id, format) = (row.GetString(0), row.GetInt64(1));
        return format > Format
            ? throw new StorageException(StorageProblem.Newer, $"The run {id} was written by a later version of Aios ({row.GetString(2)}).", "Use that version for it, or a later one.")
            : new()
            {
                Id = id,
                Order = Believed(() => RunEventJson.ReadOrder(row.GetString(3)), $"what run {id} is to build"),
                Status = Enum.TryParse<RunStatus>(row.GetString(4), ignoreCase: true, out var status) ? status : throw database.Damage($"run {id} is in no state that there is."),
                Version = row.GetString(2),
                Began = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
                Ended = row.LongOrNull(7) is { } ended ? DateTimeOffset.FromUnixTimeMilliseconds(ended) : null,
                IsOwned = !row.IsDBNull(5) && row.IsDBNull(8) && !database.HasDeparted(row.GetString(5)),
            };
    }

    JournaledEvent Event(string run, DbDataReader row)
    {
        var (number, at, body) = (row.GetInt64(0), row.GetInt64(1), row.GetString(2));
        return row.GetInt64(3) != Seal.Of(run, number, at, body)
            ? throw database.Damage($"event {number} of run {run} cannot be believed.")
            : new(number, OwnedRun.Instant(at), Believed(() => RunEventJson.ReadEvent(body), $"event {number} of run {run}"));
    }

    T Believed<T>(Func<T> read, string what)
    {
        try
        {
            return read();
        }
        catch (JsonException exception)
        {
            throw database.Damage($"{what} cannot be read: {exception.Message}");
        }
    }
}

/// <param name="Number">From 1, without gaps.</param>
public sealed record JournaledEvent(long Number, DateTimeOffset At, RunEvent Happened);
