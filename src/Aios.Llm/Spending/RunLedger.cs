using Aios.Llm.Storage;

namespace Aios.Llm.Spending;

/// <summary>What one run has asked and spent, for whoever looks at it.</summary>
public sealed class RunLedger(IDatabase database)
{
    readonly AttemptRows _attempts = new(database.Damage);

    /// <summary>Every attempt, call after call in the order in which they were begun.</summary>
    /// <exception cref="StorageException">It cannot be read, or not be believed.</exception>
    public IReadOnlyList<LedgerEntry> Entries(string run) =>
    [
        .. database.Read(session => _attempts.In(session, Scope.Run(run), DateTimeOffset.UnixEpoch))
            .GroupBy(entry => entry.Reservation.Intent.Call)
            .OrderBy(call => call.Min(entry => entry.Reservation.Intent.At)).ThenBy(call => call.Key)
            .SelectMany(call => call.OrderBy(entry => entry.Reservation.Intent.Attempt)),
    ];

    /// <summary>Summed up where the rows are, so that one may look all the time; no row is examined for it.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public RunSpending SpendingOf(string run) => database.Read(session => session.First(
        """
        select
          cast(coalesce(sum(a.cost), 0) as bigint),
          cast(coalesce(sum(case when a.ended is not null and a.cost is null then a.reserved end), 0) as bigint),
          cast(coalesce(sum(case when a.ended is not null and a.cost is null then 1 end), 0) as bigint),
          cast(coalesce(sum(case when a.ended is null then a.reserved end), 0) as bigint)
        from attempt a join call c on c.id = a.call where c.run = $1
        """,
        row => new RunSpending(new(row.GetInt64(0)), new(row.GetInt64(1)), row.GetInt64(2), new(row.GetInt64(3))),
        run)) ?? RunSpending.None;
}

/// <param name="Known">What was paid for attempts whose cost is known.</param>
/// <param name="Unknown">What was set aside for those that have ended without anybody knowing their cost: it stays counted.</param>
/// <param name="UnknownAttempts">How many these are.</param>
/// <param name="Reserved">Set aside for attempts that go on.</param>
public sealed record RunSpending(Money Known, Money Unknown, long UnknownAttempts, Money Reserved)
{
    public static RunSpending None { get; } = new(Money.Zero, Money.Zero, 0, Money.Zero);

    /// <summary>Null when that of an attempt is unknown.</summary>
    public Money? Cost => UnknownAttempts == 0 ? Known : null;

    /// <summary>As budgets count it: what is unknown in full.</summary>
    public Money Spent => Known + Unknown;
}
