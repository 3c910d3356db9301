using System.Collections.Concurrent;
using Aios.Llm.Models;
using Aios.Llm.Storage;

namespace Aios.Llm.Spending;

/// <summary>The ledger of an installation, in its database. Several processes may spend from it.</summary>
/// <remarks>
/// An intent is on the disk before <see cref="ReserveAsync"/> returns. What a process that died had begun is kept as
/// unknown, and counts in full until it is reconciled.
/// </remarks>
public sealed class SqliteLedger : ILedger, IBudgetBook, IAsyncDisposable
{
    readonly ConcurrentDictionary<Guid, (Reservation Reservation, Settlement Settlement)> _unbooked = [];
    readonly IDatabase _database;
    readonly TimeProvider _clock;
    readonly Action<BudgetAlert>? _alerted;
    readonly BudgetRows _budgets;
    readonly AttemptRows _attempts;

    SqliteLedger(IDatabase database, TimeProvider clock, Action<BudgetAlert>? alerted)
    {
        (_database, _clock, _alerted) = (database, clock, alerted);
        (_budgets, _attempts) = (new(database.Damage), new(database.Damage));
    }

    /// <summary>Paid answers that could not be written down yet.</summary>
    public IReadOnlyCollection<Reservation> Unbooked => [.. _unbooked.Values.Select(each => each.Reservation)];

    /// <param name="database">With <see cref="LedgerSchema.Schema"/> among its schemas; it is not closed with the ledger.</param>
    /// <param name="alerted">Told when a budget comes to a mark.</param>
    /// <exception cref="LedgerUnavailableException">It cannot be read.</exception>
    public static async Task<SqliteLedger> OpenAsync(IDatabase database, TimeProvider clock, Action<BudgetAlert>? alerted, CancellationToken cancellationToken)
    {
        SqliteLedger ledger = new(database, clock, alerted);
        if (ledger.Read(ledger._attempts.Abandoned).Count > 0)
        {
            await ledger.RecoverAsync(cancellationToken);
        }

        return ledger;
    }

    /// <summary>Books in full what processes that are gone had begun.</summary>
    /// <returns>How many attempts have become unknown.</returns>
    public Task<int> RecoverAsync(CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            _database.BuryDeparted(session);
            var abandoned = _attempts.Abandoned(session);
            foreach (var entry in abandoned)
            {
                Settle(session, entry.Reservation, new() { Outcome = AttemptRows.Unknown, Usage = Usage.None, Cost = null, Took = TimeSpan.Zero, At = _clock.GetUtcNow() });
            }

            return abandoned.Count;
        },
        cancellationToken);

    public Allowance AllowanceOf(Spender spender)
    {
        var now = _clock.GetUtcNow();
        return Read(session =>
        {
            Allowance allowance = new(null, false);
            foreach (var row in _budgets.Of(session, spender))
            {
                var standing = BudgetRows.StandingAt(row, now);
                allowance = new(standing.Left.NanoDollars < (allowance.Left?.NanoDollars ?? long.MaxValue) ? standing.Left : allowance.Left, allowance.IsSoft | standing.IsSoft);
            }

            return allowance;
        });
    }

    public async Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken)
    {
        await BookAsync();
        Reservation reservation = new(Guid.CreateVersion7(intent.At), intent, intent.Worst ?? Money.Zero);
        return await WriteAsync(session => Reserve(session, reservation), cancellationToken);
    }

    public async Task SettleAsync(Reservation reservation, Settlement settlement)
    {
        try
        {
            Tell(await WriteAsync(session => Settle(session, reservation, settlement), CancellationToken.None)); // whoever has gone, what was paid is paid
        }
        catch (LedgerUnavailableException)
        {
            _unbooked.TryAdd(reservation.Id, (reservation, settlement));
            throw;
        }
    }

    public IReadOnlyList<BudgetStanding> Budgets()
    {
        var now = _clock.GetUtcNow();
        return Read(session => (IReadOnlyList<BudgetStanding>)[.. _budgets.All(session).Select(row => BudgetRows.StandingAt(row, now)).OrderBy(standing => standing.Budget.Scope.Name, StringComparer.Ordinal).ThenBy(standing => standing.Budget.Window)]);
    }

    public Task SetAsync(Budget budget, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            var now = _clock.GetUtcNow();
            var before = _budgets.Find(session, budget.Scope, budget.Window);
            var use = before is null
                ? Begun(session, budget, new(budget.Scope.Name, BudgetRows.Word(budget.Window), Period.Of(budget.Window, now), 0, 0, 0))
                : before.Use with { Told = 0 }; // what was said of the old limit is no word about the new one
            BudgetRows.Set(session, budget, use.Period);
            BudgetRows.Save(session, use);
            Remember(session, now, "set", BudgetRows.StandingAt(new(budget, use), now));
            return true;
        },
        cancellationToken);

    public Task<bool> RemoveAsync(Scope scope, BudgetWindow window, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            if (_budgets.Find(session, scope, window) is not { } row)
            {
                return false;
            }

            var now = _clock.GetUtcNow();
            Remember(session, now, "removed", BudgetRows.StandingAt(row, now));
            BudgetRows.Remove(session, scope, window);
            return true;
        },
        cancellationToken);

    public async Task<bool> ResolveAsync(Guid attempt, Money cost, CancellationToken cancellationToken)
    {
        var alerts = await WriteAsync(
            session =>
            {
                if (_attempts.Find(session, attempt) is not { IsUnknown: true, Settlement: { } settlement } entry)
                {
                    return null;
                }

                AttemptRows.End(session, entry.Reservation, settlement with { Cost = cost }, "cost is null");
                return Move(session, entry.Reservation, entry.Counted.NanoDollars, cost.NanoDollars, isOpen: false, isKnown: true);
            },
            cancellationToken);
        Tell(alerts ?? []);
        return alerts is not null;
    }

    /// <summary>How the newest attempts went, the oldest of them first; for the health of their routes.</summary>
    public IReadOnlyList<PastAttempt> Past(DateTimeOffset since, int atMost) => Read(session => AttemptRows.Past(session, since, atMost));

    /// <summary>Every attempt that began then, the oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Entries(DateTimeOffset since, DateTimeOffset until) => Read(session => _attempts.Between(session, since, until));

    /// <summary>Attempts that ended without anybody knowing what they cost.</summary>
    public IReadOnlyList<LedgerEntry> OfUnknownCost() => Read(_attempts.OfUnknownCost);

    /// <summary>What happened to budgets, the oldest first.</summary>
    public IReadOnlyList<BudgetEvent> History() => Read(session => session.All(
        """
        select at, scope, span, what, period, most, soft, spent, reserved from budget_event
        order by at, scope, span, period, spent, case what when 'half' then 1 when 'four_fifths' then 2 when 'soft' then 3 when 'whole' then 4 when 'exceeded' then 5 when 'removed' then 6 else 0 end
        """,
        row => new BudgetEvent(
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)),
            row.GetString(3),
            new(
                new() { Scope = new(row.GetString(1)), Window = BudgetRows.Window(row.GetString(2)) ?? BudgetWindow.Lifetime, Limit = new(row.GetInt64(5)), Soft = row.LongOrNull(6) is { } soft ? new Money(soft) : null },
                row.GetString(4),
                new(row.GetInt64(7)),
                new(row.GetInt64(8))))));

    /// <summary>Tries once more to write down what could not be written.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await BookAsync();
        }
        catch (LedgerUnavailableException)
        {
            // It stays set aside in full, and becomes unknown when the database is opened again: counted, not lost.
        }
    }

    Reservation Reserve(Session session, Reservation reservation)
    {
        var (id, intent, amount) = reservation;
        foreach (var row in _budgets.Of(session, intent.Spender))
        {
            var use = BudgetRows.Turn(session, row, intent.At);
            var standing = BudgetRows.Standing(row.Budget, use);
            if (intent.Worst is null)
            {
                throw Refusal.Unknown(intent, standing);
            }

            if (!standing.Has(amount))
            {
                throw Refusal.TooMuch(intent, amount, standing);
            }

            BudgetRows.Save(session, use with { Reserved = use.Reserved + amount.NanoDollars });
            session.Run("insert into hold (attempt, scope, span, period) values ($1, $2, $3, $4)", id.ToString(), use.Scope, use.Span, use.Period);
        }

        AttemptRows.Begin(session, reservation, _database.Owner);
        if (intent is { Name: { } name, Spender.Run: { } run })
        {
            CallJournal.Name(session, run, name, intent.Call);
        }

        return reservation;
    }

    /// <summary>Once: the row says whether it was done. One that was given up for lost may yet come back.</summary>
    List<BudgetAlert> Settle(Session session, Reservation reservation, Settlement settlement)
    {
        var (reserved, counted) = (reservation.Amount.NanoDollars, (settlement.Cost ?? reservation.Amount).NanoDollars);
        if (settlement.Answer is { } answer && reservation.Intent is { Name: { } name, Spender.Run: { } run } intent)
        {
            CallJournal.Answer(session, run, name, intent.Call, reservation.Id, intent.Provider, intent.Model, answer);
        }

        return AttemptRows.End(session, reservation, settlement, "ended is null") ? Move(session, reservation, reserved, counted, isOpen: true, settlement.Cost is not null)
            : AttemptRows.End(session, reservation, settlement, $"cost is null and outcome = '{AttemptRows.Unknown}'") ? Move(session, reservation, reserved, counted, isOpen: false, settlement.Cost is not null)
            : [];
    }

    /// <summary>In every period in which the attempt counts.</summary>
    /// <param name="isOpen">It was set aside until now; otherwise it was spent already, as far as anybody knew.</param>
    List<BudgetAlert> Move(Session session, Reservation reservation, long before, long after, bool isOpen, bool isKnown)
    {
        List<BudgetAlert> alerts = [];
        foreach (var (held, present) in _budgets.Held(session, reservation.Id.ToString()))
        {
            var use = isOpen
                ? held with { Reserved = held.Reserved - before, Spent = checked(held.Spent + after) }
                : held with { Spent = checked(held.Spent - before + after) };
            if (use.Reserved < 0 || use.Spent < 0)
            {
                throw _database.Damage($"less than nothing would be spent of the budget of {use.Scope}.");
            }

            BudgetRows.Save(session, present is null ? use : Marked(session, present, use, alerts)); // what happens in a period that is over is of no use to anybody
        }

        if (isKnown)
        {
            session.Run("delete from hold where attempt = $1", reservation.Id.ToString());
        }

        return alerts;
    }

    BudgetRows.Use Marked(Session session, Budget budget, BudgetRows.Use use, List<BudgetAlert> alerts)
    {
        var standing = BudgetRows.Standing(budget, use);
        var told = use.Told;
        foreach (var mark in standing.Marks().Where(mark => (told & (1L << (int)mark)) == 0).ToList())
        {
            told |= 1L << (int)mark;
            alerts.Add(new(mark, standing));
            Remember(session, _clock.GetUtcNow(), BudgetMarks.Word(mark), standing);
        }

        return use with { Told = told };
    }

    /// <summary>A new budget begins with what was spent before it; what is not yet known of that is held to it too.</summary>
    BudgetRows.Use Begun(Session session, Budget budget, BudgetRows.Use use)
    {
        foreach (var entry in _attempts.In(session, budget.Scope, Period.Start(budget.Window, use.Period)).Where(entry => Period.Of(budget.Window, entry.Reservation.Intent.At) == use.Period))
        {
            var counted = entry.Counted.NanoDollars;
            use = entry.Settlement is null ? use with { Reserved = use.Reserved + counted } : use with { Spent = use.Spent + counted };
            if (entry.Settlement?.Cost is null)
            {
                session.Run("insert into hold (attempt, scope, span, period) values ($1, $2, $3, $4)", entry.Reservation.Id.ToString(), use.Scope, use.Span, use.Period);
            }
        }

        return use;
    }

    static void Remember(Session session, DateTimeOffset at, string what, BudgetStanding standing) => session.Run(
        "insert into budget_event (at, scope, span, what, period, most, soft, spent, reserved) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        at.ToUnixTimeMilliseconds(), standing.Budget.Scope.Name, BudgetRows.Word(standing.Budget.Window), what, standing.Period,
        standing.Budget.Limit.NanoDollars, standing.Budget.Soft?.NanoDollars, standing.Spent.NanoDollars, standing.Reserved.NanoDollars);

    /// <summary>Writes down every paid answer that is still to be written down.</summary>
    async Task BookAsync()
    {
        foreach (var (id, (reservation, settlement)) in _unbooked)
        {
            var alerts = await WriteAsync(session => Settle(session, reservation, settlement), CancellationToken.None);
            _unbooked.TryRemove(id, out _);
            Tell(alerts);
        }
    }

    void Tell(List<BudgetAlert> alerts)
    {
        foreach (var alert in _alerted is null ? [] : alerts)
        {
            _alerted?.Invoke(alert);
        }
    }

    async Task<T> WriteAsync<T>(Func<Session, T> write, CancellationToken cancellationToken)
    {
        try
        {
            return await _database.WriteAsync(write, cancellationToken);
        }
        catch (StorageException exception)
        {
            throw Unavailable(exception);
        }
    }

    T Read<T>(Func<Session, T> read)
    {
        try
        {
            return _database.Read(read);
        }
        catch (StorageException exception)
        {
            throw Unavailable(exception);
        }
    }

    static LedgerUnavailableException Unavailable(StorageException exception) => new($"The ledger cannot be kept, so nobody is asked. {exception.Message}", exception);
}
