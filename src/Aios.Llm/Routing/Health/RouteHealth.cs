using Aios.Llm.Providers;
using Aios.Llm.Providers.Wire;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing.Health;

/// <summary>What is known of one route, and who may use it when.</summary>
sealed class RouteHealth(string name, Entrance entrance, Circuit circuit)
{
    readonly SaidLimits _said = new();
    readonly Tally _minutes = new(TimeSpan.FromMinutes(10), 60);
    readonly Tally _hours = new(TimeSpan.FromHours(24), 48);
    Smoothed _firstPiece; // in seconds
    Smoothed _tokensPerSecond;
    int _inFlight;
    RouteStanding? _standing;

    public string Name => name;

    /// <summary>It matters how long a question and its answer are.</summary>
    public bool CountsTokens
    {
        get
        {
            lock (entrance.Lock)
            {
                return entrance.Gate.CountsTokens || _said.CountsTokens;
            }
        }
    }

    /// <summary>The circuit is open.</summary>
    public bool IsShut
    {
        get
        {
            lock (entrance.Lock)
            {
                return circuit.OpenUntil is not null;
            }
        }
    }

    /// <param name="clock">Read only where something has changed.</param>
    public RouteStanding StandingAt(TimeProvider clock) => Volatile.Read(ref _standing) ?? Look(clock.GetUtcNow());

    public void Recall(IReadOnlyList<PastAttempt> past)
    {
        lock (entrance.Lock)
        {
            foreach (var attempt in past)
            {
                Count(RouteOutcomes.Of(attempt.Outcome), attempt.Began);
                if (attempt.FirstPiece is { } first)
                {
                    _firstPiece.Add(first.TotalSeconds);
                    AddSpeed(first, attempt.Took ?? first, attempt.Output);
                }
            }
        }
    }

    /// <summary>Leave to go now; null where one has to wait.</summary>
    public Pass? TryEnter(Demand demand, DateTimeOffset now, out TimeSpan wait)
    {
        lock (entrance.Lock)
        {
            wait = entrance.Room.WaitsFor(this) ? Timeout.InfiniteTimeSpan : WaitOfFirst(demand, now);
            return wait == TimeSpan.Zero ? Enter(demand, now) : null;
        }
    }

    /// <summary>Leave to see before its time whether the route answers again, where there is no other.</summary>
    public Pass? TryProbe(Demand demand, DateTimeOffset now)
    {
        lock (entrance.Lock)
        {
            return circuit.MayProbeEarlyAt(now) && entrance.Gate.WaitAt(demand, now) == TimeSpan.Zero ? Enter(demand, now) : null;
        }
    }

    /// <summary>Waits for leave to go.</summary>
    /// <returns>Null when there was none before the deadline, or when it is worth looking elsewhere.</returns>
    /// <param name="isFull">There is no room to wait in.</param>
    public Task<Pass?> WaitAsync(WaitTerms terms, Demand demand, out bool isFull, CancellationToken cancellationToken)
    {
        lock (entrance.Lock)
        {
            isFull = entrance.Room.IsFull;
            return isFull ? Task.FromResult<Pass?>(null) : entrance.Room.EnterAsync(terms, this, demand, cancellationToken);
        }
    }

    /// <summary>For whoever comes first; the lock is held.</summary>
    public TimeSpan WaitOfFirst(Demand demand, DateTimeOffset now)
    {
        var (open, said, gate) = (circuit.WaitAt(now), _said.WaitAt(demand, now), entrance.Gate.WaitAt(demand, now));
        return open < TimeSpan.Zero || gate < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : Longest(open, Longest(said, gate));
    }

    /// <summary>The lock is held.</summary>
    public Pass Enter(Demand demand, DateTimeOffset now)
    {
        entrance.Gate.Enter(demand, now);
        _said.Take(demand);
        _inFlight++;
        _standing = null;
        return new(this, demand, now, circuit.Enter(now));
    }

    /// <summary>An answer has begun.</summary>
    /// <param name="ahead">By how much the clock of the limits is ahead.</param>
    public void Speak(Pass pass, IReadOnlyList<RateLimit> limits, TimeSpan ahead, TimeSpan firstPiece, DateTimeOffset now)
    {
        lock (entrance.Lock)
        {
            _said.Read(limits, ahead);
            circuit.Speak(pass.IsProbe, pass.Entered, now);
            _firstPiece.Add(firstPiece.TotalSeconds);
            _standing = null;
            if (pass.IsProbe)
            {
                pass.IsProbe = false;
                entrance.Room.Stir();
            }
        }
    }

    /// <summary>Gives the pass of an attempt that was not made.</summary>
    public void Abandon(Pass pass)
    {
        lock (entrance.Lock)
        {
            circuit.Abandon(pass.IsProbe);
            Leave(pass, null);
        }
    }

    /// <summary>An attempt has ended.</summary>
    /// <param name="failure">Of the route; null where it did its part.</param>
    /// <param name="ahead">By how much the clock of the limits is ahead.</param>
    public void End(Pass pass, Attempt attempt, Failure? failure, IReadOnlyList<RateLimit> limits, TimeSpan ahead, DateTimeOffset now)
    {
        lock (entrance.Lock)
        {
            _said.Read(limits, ahead);
            if (failure is null)
            {
                circuit.Succeed(now);
                Count(true, now);
                if (attempt.FirstPiece is { } first)
                {
                    AddSpeed(first, attempt.Took, attempt.Usage.Output);
                }
            }
            else
            {
                Fail(pass, failure, now);
            }

            Leave(pass, attempt.Usage);
        }
    }

    void Fail(Pass pass, Failure failure, DateTimeOffset now)
    {
        var before = circuit.OpenUntil;
        circuit.Fail(failure, pass.IsProbe, pass.Entered, now);
        Count(RouteOutcomes.Of(failure.Kind), now);
        if (circuit.OpenUntil is { } until && until != before)
        {
            entrance.Room.SendElsewhere(this);
        }
    }

    void AddSpeed(TimeSpan first, TimeSpan took, long output)
    {
        if (took > first && output > 1)
        {
            _tokensPerSecond.Add(output / (took - first).TotalSeconds);
        }
    }

    /// <param name="answered">Null for what says nothing of the route.</param>
    void Count(bool? answered, DateTimeOffset now)
    {
        if (answered is { } good)
        {
            _minutes.Add(good, now);
            _hours.Add(good, now);
        }
    }

    /// <summary>The lock is held.</summary>
    void Leave(Pass pass, Models.Usage? used)
    {
        if (pass.IsGivenBack)
        {
            return;
        }

        pass.IsGivenBack = true;
        entrance.Gate.Leave(pass.Demand, used);
        _inFlight--;
        _standing = null;
        entrance.Room.Stir();
    }

    RouteStanding Look(DateTimeOffset now)
    {
        lock (entrance.Lock)
        {
            var lately = _minutes.Sum(now);
            var counted = lately.Good + lately.Bad > 0 ? lately : _hours.Sum(now);
            RouteStanding standing = new()
            {
                ClosedUntil = circuit.IsLimit ? null : circuit.OpenUntil,
                LimitedUntil = circuit.IsLimit ? circuit.OpenUntil : null,
                SuccessRate = counted.Good + counted.Bad == 0 ? null : (double)counted.Good / (counted.Good + counted.Bad),
                FirstPiece = _firstPiece.Value is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
                TokensPerSecond = _tokensPerSecond.Value,
                InFlight = _inFlight,
            };
            Volatile.Write(ref _standing, standing);
            return standing;
        }
    }

    static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
