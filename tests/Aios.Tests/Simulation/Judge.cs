using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Simulation;

/// <summary>Holds what happens against what must always hold.</summary>
sealed class Judge(int seed, Landscape landscape, VirtualTime time)
{
    const int MostTries = 6;
    const int MostTriesAtOnce = 4;
    const int MostComplaints = 20;

    static readonly TimeSpan _atOnce = TimeSpan.FromSeconds(3);
    static readonly TimeSpan _longest = TimeSpan.FromMinutes(15); // of a call: six tries, each with a minute of silence, and the waits between them

    readonly List<string> _complaints = [];
    long _seen;

    public void Complain(string what)
    {
        _complaints.Add($"  at {time.Elapsed}: {what}");
        if (_complaints.Count >= MostComplaints)
        {
            Decide();
        }
    }

    /// <summary>No budget is passed in any of its periods, and the ledger says the same of them as its witness.</summary>
    public void AfterStep(WitnessedLedger ledger)
    {
        if (ledger.Changes == _seen || landscape.Budgets.Count == 0)
        {
            return;
        }

        _seen = ledger.Changes;
        foreach (var budget in ledger.Budgets)
        {
            if (budget.Most.NanoDollars > budget.Budget.Limit.NanoDollars)
            {
                Complain($"{budget.Most} is spent or set aside in a {budget.Budget.Window} of {budget.Budget.Scope}, of {budget.Budget.Limit}.");
            }
        }

        foreach (var standing in ledger.Standings())
        {
            var (said, known) = (standing.Spent + standing.Reserved, ledger.Budgets.Single(budget => budget.Budget == standing.Budget).CountedAt(time.GetUtcNow()));
            if (said != known)
            {
                Complain($"The ledger says that {said} is spent or set aside in {standing.Budget.Scope} ({standing.Period}); its witness says {known}.");
            }
        }
    }

    /// <summary>Nothing is sent that was not written down, and none of it can cost more than was set aside.</summary>
    public void AtTheWire(Served served, WitnessedLedger ledger)
    {
        if (ledger.Claim(served) is null)
        {
            Complain($"Call {served.Call} was sent to {served.By.Name} without an intent in the ledger.");
        }
    }

    /// <summary>Everybody who could be asked is planned or refused, once; nobody is planned who is known to cost more than is left.</summary>
    public void OfPlan(ModelCall call, Order order, IReadOnlyList<SimulatedProvider> providers)
    {
        if (order.Policy is null)
        {
            return;
        }

        var explained = call.Plan.Explanation;
        var named = call.Plan.Routes.Concat(explained.Refused.Select(refused => refused.Route)).Select(route => route.Provider.Name).Order(StringComparer.Ordinal).ToList();
        if (!named.SequenceEqual(providers.Select(provider => provider.Name).Order(StringComparer.Ordinal)))
        {
            Complain($"The plan of call {order.Number} names {string.Join(", ", named)}.");
        }

        if (!explained.Routes.Select(planned => planned.Route).SequenceEqual(call.Plan.Routes))
        {
            Complain($"The plan of call {order.Number} is explained as another one.");
        }
    }

    public bool IsExpected(Exception exception, Order order) => exception switch
    {
        NoRouteAnsweredException or AnswerInterruptedException => true,
        OperationCanceledException => order.CancelledAfter is not null,
        BudgetExceededException => landscape.Budgets.Count > 0,
        LedgerUnavailableException => landscape.LedgerOutages.Count > 0,
        _ => false,
    };

    public void AtTheEndOf(Told told, ModelCall call, World world)
    {
        var served = world.ServedTo(told.Order);
        Shown(told, served);
        Bounded(told, served);
        foreach (var open in served.Where(each => each.Ended is null))
        {
            Complain($"{open.By.Name} still speaks to call {told.Order.Number}, which is over.");
        }

        if (served.FirstOrDefault(each => !call.Plan.Routes.Any(route => route.Provider == each.By)) is { } stray)
        {
            Complain($"Call {told.Order.Number} was sent to {stray.By.Name}, which is not in its plan.");
        }

        var known = call.Attempts.Count(attempt => attempt is not { Failure.Kind: FailureKind.Cancelled, Cost.NanoDollars: 0 }); // cancelled before it was sent
        if (known > served.Count || served.Count > call.Attempts.Count)
        {
            Complain($"Call {told.Order.Number} knows of {call.Attempts.Count} attempts; {served.Count} were sent.");
        }
    }

    public void AtTheEnd(World world)
    {
        foreach (var booking in world.Ledger.Bookings)
        {
            Settled(booking);
        }

        foreach (var spender in world.Told.Select(told => told.Order.Spender).Distinct())
        {
            var left = world.Ledger.Budgets.Where(budget => spender.Scopes.Contains(budget.Budget.Scope))
                .Select(budget => (long?)(budget.Budget.Limit.NanoDollars - budget.CountedAt(time.GetUtcNow()).NanoDollars)).Min();
            var said = world.Ledger.AllowanceOf(spender).Left?.NanoDollars;
            if (said != left)
            {
                Complain($"The ledger says that {said} nano-dollars are left; its witness says {left}.");
            }
        }

        Kept(world.Ledger);
        if (_complaints.Count > 0)
        {
            Decide();
        }
    }

    /// <summary>The ledger holds each attempt once, as it was told of it.</summary>
    void Kept(WitnessedLedger ledger)
    {
        var entries = ledger.EntriesAtTheEnd().ToDictionary(entry => entry.Reservation.Id);
        if (entries.Count != ledger.Bookings.Count)
        {
            Complain($"The ledger holds {entries.Count} attempts; its witness has seen {ledger.Bookings.Count}.");
        }

        foreach (var booking in ledger.Bookings)
        {
            var entry = entries.GetValueOrDefault(booking.Reservation.Id);
            if (entry is null || entry.Counted != booking.Counted || entry.Settlement?.Usage != booking.Settlement?.Usage || entry.Settlement?.Outcome != booking.Settlement?.Outcome)
            {
                Complain($"An attempt of call {booking.Intent.Task} is kept as {entry?.Settlement?.Outcome} at {entry?.Counted}; it was {booking.Settlement?.Outcome} at {booking.Counted}.");
            }
        }
    }

    /// <summary>What the caller has was said in one answer, and only a whole one passes for one.</summary>
    void Shown(Told told, IReadOnlyList<Served> served)
    {
        var (number, last) = (told.Order.Number, served is [.., var newest] ? newest : null);
        if (told.Text.Length > 0 && (last is null || !last.Text.StartsWith(told.Text, StringComparison.Ordinal)))
        {
            Complain($"Call {number} was told '{told.Text}', which its last provider never said.");
        }

        if (!told.IsAnswered)
        {
            return;
        }

        if (last is null || told.Text != last.Text)
        {
            Complain($"Call {number} was told '{told.Text}' as a whole answer, of '{last?.Text}'.");
            return;
        }

        if (!last.IsWhole && !IsSaid(last.Conduct.Mishap, told))
        {
            Complain($"Call {number} was told that all is well; its answer met {last.Conduct.Mishap}.");
        }
    }

    /// <summary>The caller is told of it in the answer itself, and took the pieces as they came.</summary>
    static bool IsSaid(Mishap mishap, Told told) => mishap switch
    {
        Mishap.Length => !told.Order.Buffered && told.Finish == ChatFinishReason.Length,
        Mishap.Filtered => told.Finish == ChatFinishReason.ContentFilter,
        Mishap.BadCall => !told.Order.Buffered && told.Finish == ChatFinishReason.ToolCalls,
        _ => false,
    };

    void Bounded(Told told, IReadOnlyList<Served> served)
    {
        var number = told.Order.Number;
        if (told.Ended - told.Began > _longest + (told.Order.Thinks * 1000))
        {
            Complain($"Call {number} took {told.Ended - told.Began}.");
        }

        if (served.Count > MostTries)
        {
            Complain($"Call {number} was sent {served.Count} times.");
        }

        for (var at = 0; at + MostTriesAtOnce < served.Count; at++)
        {
            if (served[at + MostTriesAtOnce].At - served[at].At < _atOnce)
            {
                Complain($"Call {number} was sent {MostTriesAtOnce + 1} times within {_atOnce.TotalSeconds} s.");
            }
        }

        foreach (var (before, after) in served.Zip(served.Skip(1)))
        {
            Again(number, before, after);
        }

        var returns = from each in served.Zip(Enumerable.Range(0, served.Count))
                      from earlier in served.Take(each.Second)
                      where earlier.By == each.First.By
                      select (earlier, later: each.First);
        foreach (var (earlier, later) in returns)
        {
            if (earlier.Conduct.Mishap is Mishap.Unauthorised or Mishap.QuotaExhausted or Mishap.ContextTooLong or Mishap.Silent)
            {
                Complain($"Call {number} came back to {later.By.Name} after {earlier.Conduct.Mishap}.");
            }

            if (earlier.Conduct is { Mishap: Mishap.RateLimited or Mishap.Overloaded, RetryAfter: { } wait } && later.At < earlier.Ended + wait)
            {
                Complain($"Call {number} came back to {later.By.Name} {later.At - earlier.Ended} after it was asked to wait {wait}.");
            }
        }
    }

    void Again(int number, Served before, Served after)
    {
        if (before is { Conduct.Mishap: Mishap.InvalidRequest or Mishap.Filtered, WasTold: true }) // else it was left in its silence, before it had said so
        {
            Complain($"Call {number} went on to {after.By.Name} after {before.Conduct.Mishap}.");
        }

        if (before.Ended is null || before.Ended > after.At)
        {
            Complain($"Call {number} was sent to {after.By.Name} while {before.By.Name} was still at it.");
        }
    }

    /// <summary>Every attempt was settled, at what the provider bills; where that cannot be known, what was set aside stays counted.</summary>
    void Settled(Booking booking)
    {
        var (served, number) = (booking.Served, booking.Intent.Task);
        if (booking.Settlement is not { } settlement)
        {
            Complain($"An attempt of call {number} was never settled.");
            return;
        }

        var bill = served is null ? Money.Zero : served.Bill;
        if (settlement.Cost is { } cost && cost != bill)
        {
            Complain($"An attempt of call {number} that met {served?.Conduct.Mishap} is booked at {cost}; {served?.By.Name} bills {bill}.");
        }

        if (settlement.Cost is null && bill is not null && (served is null || served.WasTold))
        {
            Complain($"An attempt of call {number} that met {served?.Conduct.Mishap} is booked as unknown ({settlement.Outcome}, {settlement.Usage.Output} of {served?.Usage.Output} tokens); {served?.By.Name} bills {bill}.");
        }

        if (booking.Intent.Worst is { } worst && bill is { } most && most.NanoDollars > worst.NanoDollars)
        {
            Complain($"{worst} was set aside for call {number}, which costs {most}.");
        }

        if (settlement.Outcome == "answered" && served is { IsWhole: false, Conduct.Mishap: not (Mishap.Length or Mishap.Filtered or Mishap.BadCall) })
        {
            Complain($"An attempt of call {number} is written down as answered; it met {served.Conduct.Mishap}.");
        }
    }

    void Decide() => throw new BrokenInvariantException(seed, _complaints);
}
