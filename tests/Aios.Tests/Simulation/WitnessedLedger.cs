using Aios.Llm.Spending;

namespace Aios.Tests.Simulation;

/// <summary>The real ledger, behind a witness who keeps books of its own, and makes it slow or unwritable at times.</summary>
sealed class WitnessedLedger(ILedger ledger, VirtualTime time, Func<TimeSpan> delay, Func<bool> isDown, Action<string> complain) : ILedger
{
    readonly Dictionary<Guid, Booking> _bookings = [];
    readonly Dictionary<string, List<Booking>> _ofTasks = [];
    readonly Dictionary<Scope, long> _counted = []; // nano-dollars
    long _counts;

    public IReadOnlyCollection<Booking> Bookings => _bookings.Values;

    /// <summary>How often it could not be written.</summary>
    public int Refusals { get; private set; }

    /// <summary>Grows whenever anything has changed.</summary>
    public long Changes => _counts;

    public Money CountedIn(Scope scope) => new(_counted.GetValueOrDefault(scope));

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

        Booking booking = new(reservation, time.Elapsed);
        _bookings.Add(reservation.Id, booking);
        if (!_ofTasks.TryGetValue(intent.Task ?? "", out var task))
        {
            _ofTasks[intent.Task ?? ""] = task = [];
        }

        task.Add(booking);
        Count(intent.Spender, reservation.Amount.NanoDollars);
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
        Count(reservation.Intent.Spender, booking.Counted.NanoDollars - before.NanoDollars);
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

    void Count(Spender spender, long more)
    {
        _counts++;
        foreach (var scope in spender.Scopes)
        {
            _counted[scope] = _counted.GetValueOrDefault(scope) + more;
        }
    }
}
