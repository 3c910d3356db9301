namespace Aios.Llm.Spending;

/// <summary>A ledger that lives as long as the process: for those who use the router without a file.</summary>
/// <param name="clock">Decides which day and month it is when nobody reserves.</param>
/// <param name="alerted">Told when a budget comes to a mark; not to call back into the ledger.</param>
public sealed class MemoryLedger(TimeProvider clock, Action<BudgetAlert>? alerted = null) : ILedger, IBudgetBook
{
    readonly Lock _lock = new();
    readonly Dictionary<(Scope Scope, BudgetWindow Window), Account> _accounts = [];
    readonly Dictionary<Guid, Entry> _entries = [];
    readonly Queue<Guid> _inOrder = [];

    /// <summary>The oldest settled attempts are forgotten beyond so many; what budgets have spent is not.</summary>
    public int Keep { get; init; } = 100_000;

    /// <summary>The attempts, the oldest first.</summary>
    public IReadOnlyList<LedgerEntry> Entries
    {
        get
        {
            lock (_lock)
            {
                return [.. _inOrder.Select(id => _entries[id].Written)];
            }
        }
    }

    public Allowance AllowanceOf(Spender spender)
    {
        lock (_lock)
        {
            if (_accounts.Count == 0)
            {
                return new(null, false);
            }

            Money? left = null;
            var isSoft = false;
            var now = clock.GetUtcNow();
            foreach (var account in AccountsOf(spender))
            {
                var standing = account.StandingAt(now);
                left = standing.Left.NanoDollars < (left?.NanoDollars ?? long.MaxValue) ? standing.Left : left;
                isSoft |= standing.IsSoft;
            }

            return new(left, isSoft);
        }
    }

    public Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<Reservation>(cancellationToken);
        }

        lock (_lock)
        {
            List<Account> accounts = [.. AccountsOf(intent.Spender)];
            foreach (var account in accounts)
            {
                var standing = account.StandingAt(intent.At);
                if (intent.Worst is not { } worst)
                {
                    return Task.FromException<Reservation>(Refusal.Unknown(intent, standing));
                }

                if (!standing.Has(worst))
                {
                    return Task.FromException<Reservation>(Refusal.TooMuch(intent, worst, standing));
                }
            }

            Reservation reservation = new(Guid.CreateVersion7(intent.At), intent, intent.Worst ?? Money.Zero);
            Entry entry = new(new(reservation, null));
            foreach (var account in accounts)
            {
                entry.Hold(account.UseAt(intent.At));
            }

            _entries.Add(reservation.Id, entry);
            _inOrder.Enqueue(reservation.Id);
            Forget();
            return Task.FromResult(reservation);
        }
    }

    public Task SettleAsync(Reservation reservation, Settlement settlement)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(reservation.Id, out var entry) && entry.Written.Settlement is null)
            {
                entry.Settle(settlement);
                Announce(reservation.Intent.Spender);
            }
        }

        return Task.CompletedTask;
    }

    public IReadOnlyList<BudgetStanding> Budgets()
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            return [.. _accounts.Values.Select(account => account.StandingAt(now)).OrderBy(standing => standing.Budget.Scope.Name, StringComparer.Ordinal).ThenBy(standing => standing.Budget.Window)];
        }
    }

    public Task SetAsync(Budget budget, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_accounts.TryGetValue((budget.Scope, budget.Window), out var account))
            {
                account.Change(budget);
                return Task.CompletedTask;
            }

            account = new(budget, clock.GetUtcNow());
            _accounts.Add((budget.Scope, budget.Window), account);
            foreach (var entry in _entries.Values)
            {
                if (entry.Written.Reservation.Intent is var intent && intent.Spender.Scopes.Contains(budget.Scope) && Period.Of(budget.Window, intent.At) == account.Period)
                {
                    entry.Hold(account.UseAt(intent.At));
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task<bool> RemoveAsync(Scope scope, BudgetWindow window, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_accounts.Remove((scope, window)));
        }
    }

    public Task<bool> ResolveAsync(Guid attempt, Money cost, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(attempt, out var entry) || entry.Written is not { IsUnknown: true, Settlement: { } settlement })
            {
                return Task.FromResult(false);
            }

            entry.Settle(settlement with { Cost = cost });
            Announce(entry.Written.Reservation.Intent.Spender);
            return Task.FromResult(true);
        }
    }

    IEnumerable<Account> AccountsOf(Spender spender)
    {
        if (_accounts.Count == 0)
        {
            yield break;
        }

        foreach (var scope in spender.Scopes)
        {
            for (var window = BudgetWindow.Lifetime; window <= BudgetWindow.Day; window++)
            {
                if (_accounts.TryGetValue((scope, window), out var account))
                {
                    yield return account;
                }
            }
        }
    }

    void Announce(Spender spender)
    {
        if (alerted is null)
        {
            return;
        }

        foreach (var alert in AccountsOf(spender).SelectMany(account => account.NewMarks()))
        {
            alerted(alert);
        }
    }

    void Forget()
    {
        while (_inOrder.Count > Keep && _entries[_inOrder.Peek()].Written.Settlement is { Cost: not null })
        {
            _entries.Remove(_inOrder.Dequeue());
        }
    }

    /// <summary>A budget and its present period, which only moves forward.</summary>
    sealed class Account(Budget budget, DateTimeOffset at)
    {
        Use _use = new();

        public Budget Budget { get; private set; } = budget;

        public string Period { get; private set; } = Spending.Period.Of(budget.Window, at);

        public BudgetStanding StandingAt(DateTimeOffset now) => Spending.Period.Later(Period, Spending.Period.Of(Budget.Window, now)) is var period && period == Period
            ? Standing
            : new(Budget, period, Money.Zero, Money.Zero);

        public Use UseAt(DateTimeOffset now)
        {
            var period = Spending.Period.Later(Period, Spending.Period.Of(Budget.Window, now));
            (_use, Period) = (period == Period ? _use : new(), period);
            return _use;
        }

        /// <summary>What was said of the old limit is no word about the new one.</summary>
        public void Change(Budget changed)
        {
            Budget = changed;
            _use.Announced.Clear();
        }

        public IEnumerable<BudgetAlert> NewMarks()
        {
            var standing = Standing;
            return standing.Marks().Where(_use.Announced.Add).Select(mark => new BudgetAlert(mark, standing));
        }

        BudgetStanding Standing => new(Budget, Period, new(_use.Spent), new(_use.Reserved));
    }

    /// <summary>What one period of a budget has seen.</summary>
    sealed class Use
    {
        public long Spent { get; set; }

        public long Reserved { get; set; }

        public HashSet<BudgetMark> Announced { get; } = [];
    }

    /// <summary>An attempt, and where it counts: in the periods in which it was begun, whenever it ends.</summary>
    sealed class Entry(LedgerEntry written)
    {
        readonly List<Use> _uses = [];

        public LedgerEntry Written { get; private set; } = written;

        public void Hold(Use use)
        {
            _uses.Add(use);
            Count(use, 1);
        }

        public void Settle(Settlement settlement)
        {
            _uses.ForEach(use => Count(use, -1));
            Written = Written with { Settlement = settlement };
            _uses.ForEach(use => Count(use, 1));
        }

        void Count(Use use, int sign)
        {
            var amount = sign * Written.Counted.NanoDollars;
            (use.Spent, use.Reserved) = Written.Settlement is null ? (use.Spent, checked(use.Reserved + amount)) : (checked(use.Spent + amount), use.Reserved);
        }
    }
}
