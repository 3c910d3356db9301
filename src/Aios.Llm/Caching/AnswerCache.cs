using System.Data.Common;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Llm.Caching;

/// <summary>Answers that were paid for, and what giving them again has saved.</summary>
public sealed class AnswerCache(IDatabase database)
{
    readonly SingleFlight _asking = new();

    const string Columns = "key, provider, model, kind, call, cost, at, serves, body";

    public static Schema Schema { get; } = new("answer",
    [
        session => session.Script(
            """
            create table answer (key text not null, provider text not null, model text not null, kind text not null, call text not null,
              cost bigint not null, at bigint not null, serves bigint not null, body text not null, primary key (key, provider, model));
            create index answer_call on answer (call);
            create table reuse (call text primary key, answer text not null, at bigint not null, run text, specialist text, tenant text, api_key text,
              kind text not null, task text, provider text not null, model text not null, saved bigint not null);
            """),
    ]);

    /// <summary>Waits while somebody else asks the same, whose answer can be found then. The turn ends when it is disposed of.</summary>
    public Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken) => _asking.EnterAsync(key, cancellationToken);

    /// <param name="models">That might be asked: the answer is that of the first which has one that may be given.</param>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public KeptAnswer? Find(string key, IEnumerable<(string Provider, string Model)> models)
    {
        var kept = database.Read(session => session.All($"select {Columns} from answer where key = $1 and serves = 1", Row, key));
        return kept.Count == 0 ? null : models.Select(model => kept.FirstOrDefault(answer => (answer.Provider, answer.Model) == model)).FirstOrDefault(answer => answer is not null);
    }

    /// <summary>Instead of what the same model has answered before, unless that may be given already.</summary>
    public Task KeepAsync(KeptAnswer answer, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Run(
            $"""
            insert into answer ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (key, provider, model) do update set call = excluded.call, cost = excluded.cost, at = excluded.at, serves = excluded.serves, body = excluded.body
            where answer.serves = 0
            """,
            answer.Key, answer.Provider, answer.Model, answer.Kind, answer.Call.ToString(), answer.Cost.NanoDollars, answer.At.ToUnixTimeMilliseconds(), answer.Serves ? 1L : 0L, answer.Body),
        cancellationToken);

    /// <summary>The checks of an answer ran. What has passed may be given from now on; what has not is forgotten.</summary>
    /// <param name="call">The one that was paid for it.</param>
    public Task JudgeAsync(Guid call, bool passed, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Run(passed ? "update answer set serves = 1 where call = $1" : "delete from answer where call = $1", call.ToString()), cancellationToken);

    /// <summary>Writes down what was saved.</summary>
    /// <param name="call">The one that did not have to be paid for.</param>
    public Task BookAsync(KeptAnswer kept, Guid call, Spender spender, string? task, DateTimeOffset at, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Run(
            "insert into reuse (call, answer, at, run, specialist, tenant, api_key, kind, task, provider, model, saved) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            call.ToString(), kept.Call.ToString(), at.ToUnixTimeMilliseconds(), spender.Run, spender.Specialist, spender.Tenant, spender.Key,
            kept.Kind, task, kept.Provider, kept.Model, kept.Cost.NanoDollars),
        cancellationToken);

    /// <summary>By kind of task.</summary>
    public IReadOnlyList<CacheStanding> Standings() => database.Read(session => session.All(
        """
        select kind, cast(sum(answers) as bigint), cast(sum(serving) as bigint), cast(sum(bytes) as bigint), cast(sum(given) as bigint), cast(sum(saved) as bigint) from (
          select kind, 1 as answers, serves as serving, length(body) as bytes, 0 as given, 0 as saved from answer
          union all select kind, 0, 0, 0, 1, saved from reuse) each
        group by kind order by kind
        """,
        row => new CacheStanding(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), new(row.GetInt64(5)))));

    /// <summary>Every call of that time that did not have to be paid for, the oldest first.</summary>
    public IReadOnlyList<ReusedAnswer> Reused(DateTimeOffset since, DateTimeOffset until) => database.Read(session => session.All(
        "select call, at, run, specialist, tenant, api_key, kind, provider, model, saved from reuse where at >= $1 and at < $2 order by at, call",
        row => new ReusedAnswer
        {
            Call = Guid.Parse(row.GetString(0)),
            At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)),
            Spender = new() { Run = row.TextOrNull(2), Specialist = row.TextOrNull(3), Tenant = row.TextOrNull(4), Key = row.TextOrNull(5) },
            Kind = row.GetString(6),
            Provider = row.GetString(7),
            Model = row.GetString(8),
            Saved = new(row.GetInt64(9)),
        },
        since.ToUnixTimeMilliseconds(),
        until.ToUnixTimeMilliseconds()));

    /// <summary>Forgets answers; what they have saved stays known.</summary>
    /// <param name="kind">Null for every kind.</param>
    /// <param name="before">Those that are younger are kept; null for none.</param>
    /// <returns>How many.</returns>
    public Task<int> ClearAsync(string? kind, DateTimeOffset? before, CancellationToken cancellationToken) => database.WriteAsync(
        session => session.Run(
            "delete from answer where kind = coalesce($1, kind) and at < coalesce($2, at + 1)", kind, before?.ToUnixTimeMilliseconds()),
        cancellationToken);

    static KeptAnswer Row(DbDataReader row) => new()
    {
        Key = row.GetString(0),
        Provider = row.GetString(1),
        Model = row.GetString(2),
        Kind = row.GetString(3),
        Call = Guid.Parse(row.GetString(4)),
        Cost = new(row.GetInt64(5)),
        At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(6)),
        Serves = row.GetInt64(7) != 0,
        Body = row.GetString(8),
    };
}

/// <summary>What is kept of a kind of task, and what it was good for.</summary>
/// <param name="Answers">All that are kept, with those whose checks have not been made yet.</param>
/// <param name="Serving">Those that may be given again.</param>
/// <param name="Characters">Of all their texts.</param>
/// <param name="Given">How often one was given again.</param>
public sealed record CacheStanding(string Kind, long Answers, long Serving, long Characters, long Given, Money Saved);
