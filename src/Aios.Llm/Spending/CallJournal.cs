using System.Data.Common;
using Aios.Llm.Storage;

namespace Aios.Llm.Spending;

/// <summary>The calls of runs by their names, with what was answered: whoever asks again under the same name pays for nothing twice.</summary>
/// <remarks>
/// A name and an answer are written by the ledger, in the transactions in which it sets money aside and settles it, so that an answer is there
/// exactly when it is paid. What is said meanwhile is kept in pieces, until there is an answer.
/// </remarks>
public sealed class CallJournal(IDatabase database)
{
    readonly AttemptRows _attempts = new(database.Damage);

    /// <returns>Null when nobody has asked under this name.</returns>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public NamedCall? Find(string run, string name) => database.Read(session => session.First(
        "select run, name, call, attempt, provider, model, form, answer, seal from named_call where run = $1 and name = $2", Read, run, name) is { } call
        ? Whole(session, call)
        : null);

    /// <summary>The names of all calls of a run, in the order in which they were first asked.</summary>
    public IReadOnlyList<string> Names(string run) => database.Read(session => session.All("select name from named_call where run = $1 order by call, name", row => row.GetString(0), run));

    /// <summary>Adds to what an attempt has said so far.</summary>
    /// <param name="number">Of the piece, from 0.</param>
    /// <param name="cancellationToken">When it is not worth writing down any more.</param>
    public Task AddAsync(Guid attempt, long number, string piece, CancellationToken cancellationToken) => database.WriteAlongAsync(
        session => session.Run("insert into piece (attempt, n, text) values ($1, $2, $3)", attempt.ToString(), number, piece), cancellationToken);

    /// <summary>Keeps an answer that had been paid for before, under another name.</summary>
    public Task AdoptAsync(string run, string name, Guid call, string provider, string model, KeptText answer, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            Name(session, run, name, call);
            Answer(session, run, name, call, attempt: null, provider, model, answer);
            return true;
        },
        cancellationToken);

    /// <summary>How long what has been said by attempts that go on is, in characters, by the task; for whoever watches a run.</summary>
    public IReadOnlyDictionary<string, long> Writing(string run) => database.Read(session => session.All(
        """
        select c.task, sum(length(p.text)) from piece p join attempt a on a.id = p.attempt join call c on c.id = a.call
        where c.run = $1 and a.ended is null and c.task is not null group by c.task
        """,
        row => (Task: row.GetString(0), Characters: row.GetInt64(1)),
        run)).ToDictionary(each => each.Task, each => each.Characters);

    /// <summary>Takes away what was asked and answered in a run; what that cost stays.</summary>
    public static void Forget(Session session, string run)
    {
        session.Run("delete from piece where attempt in (select a.id from attempt a join call c on c.id = a.call where c.run = $1)", run);
        session.Run("delete from named_call where run = $1", run);
    }

    /// <summary>Before the first attempt of a call.</summary>
    /// <exception cref="InvalidOperationException">Somebody else is asking the same, or has an answer.</exception>
    internal static void Name(Session session, string run, string name, Guid call)
    {
        session.Run(
            "insert into named_call (run, name, call, seal) values ($1, $2, $3, $4) on conflict (run, name) do nothing",
            run, name, call.ToString(), Seal.Of(run, name, call.ToString(), null, null, null, null, null));
        if (session.Number("select count(*) from named_call where run = $1 and name = $2 and call = $3 and answer is null", run, name, call.ToString()) != 1)
        {
            throw new InvalidOperationException($"The call '{name}' of run {run} is somebody else's, or has been answered.");
        }
    }

    /// <summary>Once: the first answer stays.</summary>
    internal static void Answer(Session session, string run, string name, Guid call, Guid? attempt, string provider, string model, KeptText answer)
    {
        session.Run(
            "update named_call set attempt = $4, provider = $5, model = $6, form = $7, answer = $8, seal = $9 where run = $1 and name = $2 and call = $3 and answer is null",
            run, name, call.ToString(), attempt?.ToString(), provider, model, answer.Form, answer.Text,
            Seal.Of(run, name, call.ToString(), attempt?.ToString(), provider, model, answer.Form, answer.Text));
        session.Run("delete from piece where attempt in (select id from attempt where call = $1)", call.ToString());
    }

    /// <summary>What else is known of it is read when its row has been: not every database answers two questions at a time.</summary>
    NamedCall Whole(Session session, NamedCall call) => call with
    {
        Attempts = _attempts.Of(session, call.Call.ToString()),
        Partial = call.Answer is null ? PartialOf(session, call.Call.ToString()) : "",
    };

    NamedCall Read(DbDataReader row)
    {
        var (call, attempt, form, answer) = (row.GetString(2), row.TextOrNull(3), row.TextOrNull(6), row.TextOrNull(7));
        if (row.GetInt64(8) != Seal.Of(row.GetString(0), row.GetString(1), call, attempt, row.TextOrNull(4), row.TextOrNull(5), form, answer))
        {
            throw database.Damage($"the call '{row.GetString(1)}' of run {row.GetString(0)} cannot be believed.");
        }

        return new(Guid.Parse(call), [])
        {
            Answer = form is null || answer is null ? null : new(form, answer),
            Provider = row.TextOrNull(4),
            Model = row.TextOrNull(5),
        };
    }

    static string PartialOf(Session session, string call) => string.Concat(session.All(
        """
        select text from piece where attempt = (
          select a.id from attempt a where a.call = $1 and exists (select 1 from piece p where p.attempt = a.id) order by a.n desc limit 1)
        order by n
        """,
        row => row.GetString(0),
        call));
}
