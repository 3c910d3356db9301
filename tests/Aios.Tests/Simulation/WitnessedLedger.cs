using Aios.Llm.Spending;

namespace Aios.Tests.Simulation;

/// <summary>The real ledger, behind a witness who keeps books of its own, and makes it slow or unwritable at times.</summary>
sealed class WitnessedLedger(SimulatedLedger ledger, IReadOnlyList<Budget> budgets, VirtualTime time, Func<TimeSpan> delay, Func<bool> isDown, Action<string> complain) : ILedger
{
    readonly Dictionary<Guid, Booking> _bookings = [];
    readonly Dictionary<string, List<Booking>> _ofTasks = [];
    readonly BudgetWitness[] _budgets = [.. budgets.Select(budget => new BudgetWitness(budget, time.GetUtcNow()))];
    long _counts;

    public IReadOnlyCollection<Booking> Bookings => _bookings.Values;

    /// <summary>How often it could not be written.</summary>
    public int Refusals { get; private set; }

    /// <summary>Grows whenever anything has changed.</summary>
    public long Changes => _counts;

    public IReadOnlyList<BudgetWitness> Budgets => _budgets;

    /// <summary>As the ledger itself has them.</summary>
    public IReadOnlyList<BudgetStanding> Standings() => ledger.Budgets();

    public IReadOnlyList<LedgerEntry> EntriesAtTheEnd() => ledger.EntriesAtTheEnd();

    public Allowance AllowanceOf(Spender spender) => ledger.AllowanceOf(spender);

    public async Task<Reservation> ReserveAsync(Intent intent, CancellationToken cancellationToken)
    {
        await PauseAsync(cancellationToken);
        if (isDown())
        {
            Refusals++;
            throw new LedgerUnavailableException("The simulated disk is full.");
        }

        var reservation = await ledger.ReserveAsync(intent, cancellationToken);
        if (intent.Worst is { } worst && reservation.Amount != worst)
        {
            complain($"{reservation.Amount} was set aside where {worst} was asked for.");
        }

        _counts++;
        Booking booking = new(reservation, time.Elapsed)
        {
            Counts = [.. from budget in _budgets where intent.Spender.Scopes.Contains(budget.Budget.Scope) select (budget, budget.Begin(intent.At, reservation.Amount))],
        };
        _bookings.Add(reservation.Id, booking);
        if (!_ofTasks.TryGetValue(intent.Task ?? "", out var task))
        {
            _ofTasks[intent.Task ?? ""] = task = [];
        }

        task.Add(booking);
        await PauseAsync(CancellationToken.None); // it is written before whoever asked hears of it, and may have gone by then
        return reservation;
    }

    public async Task SettleAsync(Reservation reservation, Settlement settlement)
    {
        await PauseAsync(CancellationToken.None);
        if (!_bookings.TryGetValue(reservation.Id, out var booking))
        {
            complain("An attempt was settled that was never written down.");
            return;
        }

        if (booking.Settlement is not null)
        {
            complain($"An attempt of call {reservation.Intent.Task} was settled twice.");
            return;
        }

        var before = booking.Counted;
        booking.Settlement = settlement;
        _counts++;
        foreach (var (budget, period) in booking.Counts)
        {
            budget.Count(period, booking.Counted.NanoDollars - before.NanoDollars);
        }

        await ledger.SettleAsync(reservation, settlement);
    }

    /// <summary>The intent of what a provider is just asked; null where there is none, or where it was used before.</summary>
    public Booking? Claim(Served served)
    {
        var booking = _ofTasks.GetValueOrDefault($"{served.Call}")?.LastOrDefault(each => each is { Served: null, Settlement: null });
        if (booking is null || booking.Intent.Provider != served.By.Name || booking.Intent.Model != served.Model.Id)
        {
            return null;
        }

        booking.Served = served;
        return booking;
    }

    async Task PauseAsync(CancellationToken cancellationToken)
    {
        var wait = delay();
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, time, cancellationToken);
        }
    }
}
