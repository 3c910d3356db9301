using System.Data.Common;
using Aios.Llm.Models;
using Aios.Llm.Storage;

namespace Aios.Llm.Spending;

/// <summary>Calls and their attempts, as rows. Each is looked at before it is believed.</summary>
sealed class AttemptRows(Func<string, StorageException> damage)
{
    /// <summary>The outcome of an attempt whose process died.</summary>
    public const string Unknown = "unknown";

    // Also attempts whose call is not found, which is a damage: a join would hide them.
    const string Select =
        """
        select c.id, c.began, c.tenant, c.key_name, c.run, c.specialist, c.kind, c.task, c.plan, c.seal,
          a.id, a.n, a.owner, a.provider, a.endpoint, a.model, a.began, a.reserved, a.ended, a.outcome, a.tier,
          a.input, a.cache_read, a.cache_write_5m, a.cache_write_1h, a.output, a.reasoning, a.web_searches,
          a.price, a.cost, a.request_id, a.http_status, a.took_ms, a.first_piece_ms, a.seal
        from attempt a left join call c on c.id = a.call
        """;

    public static void Begin(Session session, Reservation reservation, string owner)
    {
        var (id, intent, amount) = reservation;
        var (call, began, spender) = (intent.Call.ToString(), Milliseconds(intent.At), intent.Spender);
        session.Run(
            "insert into call (id, began, tenant, key_name, run, specialist, kind, task, plan, seal) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (id) do nothing",
            call, began, spender.Tenant, spender.Key, spender.Run, spender.Specialist, intent.Kind, intent.Task, intent.Plan,
            Seal.Of(call, began, spender.Tenant, spender.Key, spender.Run, spender.Specialist, intent.Kind, intent.Task, intent.Plan));
        session.Run(
            "insert into attempt (id, call, n, owner, provider, endpoint, model, began, reserved, seal) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            id.ToString(), call, (long)intent.Attempt, owner, intent.Provider, intent.Endpoint, intent.Model, began, amount.NanoDollars,
            SealOf(reservation, null));
    }

    /// <param name="after">What must be so of the row: <c>ended is null</c>, or something that is known as surely.</param>
    /// <returns>False when it is not so; nothing is changed then.</returns>
    public static bool End(Session session, Reservation reservation, Settlement settlement, string after)
    {
        var (usage, ended) = (settlement.Usage, Milliseconds(settlement.At));
        return session.Run(
            "update attempt set ended = $2, outcome = $3, tier = $4, input = $5, cache_read = $6, cache_write_5m = $7, cache_write_1h = $8, output = $9, "
            + "reasoning = $10, web_searches = $11, price = $12, cost = $13, request_id = $14, http_status = $15, took_ms = $16, first_piece_ms = $17, seal = $18 "
            + $"where id = $1 and {after}",
            reservation.Id.ToString(), ended, settlement.Outcome, settlement.Tier.ToString(), usage.Input, usage.CacheRead, usage.CacheWrite5m, usage.CacheWrite1h, usage.Output,
            usage.Reasoning, usage.WebSearches, PriceJson.Write(settlement.Price), settlement.Cost?.NanoDollars, settlement.RequestId, (long?)settlement.HttpStatus,
            Milliseconds(settlement.Took), Milliseconds(settlement.FirstPiece), SealOf(reservation, settlement)) == 1;
    }

    public LedgerEntry? Find(Session session, Guid id) => session.First($"{Select} where a.id = $1", Read, id.ToString());

    public IReadOnlyList<LedgerEntry> Between(Session session, DateTimeOffset since, DateTimeOffset until) =>
        session.All($"{Select} where a.began >= $1 and a.began < $2 order by a.began, a.id", Read, Milliseconds(since), Milliseconds(until));

    /// <summary>The newest, the oldest of them first.</summary>
    public static IReadOnlyList<PastAttempt> Past(Session session, DateTimeOffset since, int atMost) =>
    [
        .. session.All(
            "select provider, endpoint, model, began, outcome, output, took_ms, first_piece_ms from attempt where began >= $1 order by began desc limit $2",
            row => new PastAttempt
            {
                Provider = row.GetString(0),
                Endpoint = row.GetString(1),
                Model = row.GetString(2),
                Began = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
                Outcome = row.IsDBNull(4) ? null : row.GetString(4),
                Output = row.IsDBNull(5) ? 0 : row.GetInt64(5),
                Took = row.IsDBNull(6) ? null : TimeSpan.FromMilliseconds(row.GetInt64(6)),
                FirstPiece = row.IsDBNull(7) ? null : TimeSpan.FromMilliseconds(row.GetInt64(7)),
            },
            Milliseconds(since),
            (long)atMost).Reverse(),
    ];

    /// <summary>Those that go on in processes that are gone.</summary>
    public IReadOnlyList<LedgerEntry> Abandoned(Session session) =>
        session.All($"{Select} where a.ended is null and a.owner in (select id from owner where ended is not null)", Read);

    public IReadOnlyList<LedgerEntry> OfUnknownCost(Session session) =>
        session.All($"{Select} where a.ended is not null and a.cost is null order by a.began, a.id", Read);

    /// <summary>Of one call, in the order in which they were made.</summary>
    public IReadOnlyList<LedgerEntry> Of(Session session, string call) => session.All($"{Select} where a.call = $1 order by a.n", Read, call);

    public IReadOnlyList<LedgerEntry> In(Session session, Scope scope, DateTimeOffset since)
    {
        var (condition, values) = ScopeFilter.Of(scope);
        return session.All($"{Select} where {condition} and a.began >= $3", Read, values[0], values[1], Milliseconds(since));
    }

    LedgerEntry Read(DbDataReader row)
    {
        if (!IsWhole(row))
        {
            throw damage($"the attempt {row.GetValue(10)} of the ledger cannot be believed.");
        }

        Intent intent = new()
        {
            Call = Guid.Parse(row.GetString(0)),
            Attempt = (int)row.GetInt64(11),
            Spender = new() { Tenant = row.TextOrNull(2), Key = row.TextOrNull(3), Run = row.TextOrNull(4), Specialist = row.TextOrNull(5) },
            Provider = row.GetString(13),
            Endpoint = row.GetString(14),
            Model = row.GetString(15),
            Kind = row.GetString(6),
            Task = row.TextOrNull(7),
            Plan = row.TextOrNull(8),
            Worst = new(row.GetInt64(17)),
            At = Instant(row.GetInt64(16)),
        };
        return new(new(Guid.Parse(row.GetString(10)), intent, new(row.GetInt64(17))), row.IsDBNull(18) ? null : Settled(row)) { Owner = row.GetString(12) };
    }

    static bool IsWhole(DbDataReader row)
    {
        try
        {
            return row.GetInt64(9) == Seal.Of(row.GetString(0), row.GetInt64(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4), row.TextOrNull(5), row.GetString(6), row.TextOrNull(7), row.TextOrNull(8))
                && row.GetInt64(34) == SealOf(row);
        }
        catch (Exception exception) when (exception is InvalidOperationException or InvalidCastException or FormatException) // something is empty, or of another kind
        {
            return false;
        }
    }

    static Settlement Settled(DbDataReader row) => new()
    {
        At = Instant(row.GetInt64(18)),
        Outcome = row.GetString(19),
        Tier = Enum.TryParse<ServiceTier>(row.GetString(20), out var tier) ? tier : ServiceTier.Other,
        Usage = new()
        {
            Input = row.GetInt64(21),
            CacheRead = row.GetInt64(22),
            CacheWrite5m = row.GetInt64(23),
            CacheWrite1h = row.GetInt64(24),
            Output = row.GetInt64(25),
            Reasoning = row.GetInt64(26),
            WebSearches = row.GetInt64(27),
        },
        Price = PriceJson.Read(row.TextOrNull(28)),
        Cost = row.LongOrNull(29) is { } cost ? new Money(cost) : null,
        RequestId = row.TextOrNull(30),
        HttpStatus = (int?)row.LongOrNull(31),
        Took = TimeSpan.FromMilliseconds(row.GetInt64(32)),
        FirstPiece = row.LongOrNull(33) is { } first ? TimeSpan.FromMilliseconds(first) : null,
    };

    static long SealOf(Reservation reservation, Settlement? settlement) => Seal.Of(
        reservation.Id.ToString(), reservation.Intent.Call.ToString(), (long)reservation.Intent.Attempt,
        reservation.Intent.Provider, reservation.Intent.Endpoint, reservation.Intent.Model, Milliseconds(reservation.Intent.At), reservation.Amount.NanoDollars,
        Milliseconds(settlement?.At), settlement?.Outcome, settlement?.Tier.ToString(),
        settlement?.Usage.Input, settlement?.Usage.CacheRead, settlement?.Usage.CacheWrite5m, settlement?.Usage.CacheWrite1h,
        settlement?.Usage.Output, settlement?.Usage.Reasoning, settlement?.Usage.WebSearches,
        PriceJson.Write(settlement?.Price), settlement?.Cost?.NanoDollars, settlement?.RequestId, (long?)settlement?.HttpStatus,
        Milliseconds(settlement?.Took), Milliseconds(settlement?.FirstPiece));

    /// <summary>The same of what the row says. The owner is not sealed: nothing is paid by it.</summary>
    static long SealOf(DbDataReader row) => Seal.Of(
        row.GetString(10), row.GetString(0), row.GetInt64(11),
        row.GetString(13), row.GetString(14), row.GetString(15), row.GetInt64(16), row.GetInt64(17),
        row.LongOrNull(18), row.TextOrNull(19), row.TextOrNull(20),
        row.LongOrNull(21), row.LongOrNull(22), row.LongOrNull(23), row.LongOrNull(24), row.LongOrNull(25), row.LongOrNull(26), row.LongOrNull(27),
        row.TextOrNull(28), row.LongOrNull(29), row.TextOrNull(30), row.LongOrNull(31), row.LongOrNull(32), row.LongOrNull(33));

    static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    static long? Milliseconds(DateTimeOffset? at) => at?.ToUnixTimeMilliseconds();

    static long? Milliseconds(TimeSpan? took) => took is null ? null : (long)took.Value.TotalMilliseconds;

    static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
