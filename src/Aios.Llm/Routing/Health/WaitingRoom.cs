namespace Aios.Llm.Routing.Health;

/// <summary>Where calls wait until an endpoint takes them: a bounded number, the most important first, then who can wait least, then who came first.</summary>
/// <remarks>Guarded by the lock of its entrance.</remarks>
sealed class WaitingRoom(Entrance entrance, TimeProvider clock, int places)
{
    readonly SortedSet<Waiter> _waiters = new(Waiter.Order);
    readonly Dictionary<RouteHealth, int> _waiting = [];
    readonly HashSet<RouteHealth> _closed = [];
    ITimer? _timer;
    DateTimeOffset _due = DateTimeOffset.MaxValue;
    long _arrivals;

    public int Count => _waiters.Count;

    public bool IsFull => _waiters.Count >= places;

    /// <summary>Somebody waits already, who comes first.</summary>
    public bool WaitsFor(RouteHealth route) => _waiting.ContainsKey(route);

    /// <summary>Takes a place; ends with a pass, or with null when the deadline has come or it is worth looking elsewhere.</summary>
    public Task<Pass?> EnterAsync(WaitTerms terms, RouteHealth route, Demand demand, CancellationToken cancellationToken)
    {
        Waiter waiter = new(terms, route, demand, _arrivals++);
        _waiters.Add(waiter);
        _waiting[route] = _waiting.GetValueOrDefault(route) + 1;
        waiter.Leaving = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var (room, waiter) = ((WaitingRoom, Waiter))state!; // given below
                room.Cancel(waiter, token);
            },
            (this, waiter));
        Stir();
        return waiter.Outcome.Task;
    }

    /// <summary>Something has changed: whoever can go, goes.</summary>
    public void Stir()
    {
        if (_waiters.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        _due = DateTimeOffset.MaxValue;
        _closed.Clear();
        foreach (var waiter in _waiters.ToArray())
        {
            if (_closed.Contains(waiter.Route) || !Admit(waiter, now))
            {
                if (waiter.Terms.Deadline <= now)
                {
                    Leave(waiter);
                    waiter.Outcome.TrySetResult(null);
                }
                else
                {
                    WakeAt(waiter.Terms.Deadline);
                }
            }
        }

        if (_due < DateTimeOffset.MaxValue)
        {
            var wait = TimeSpan.FromMilliseconds(_due > now ? Math.Ceiling((_due - now).TotalMilliseconds) : 0); // timers drop what is less than one
            _timer ??= clock.CreateTimer(static room => ((WaitingRoom)room!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The route is closed off anew: whoever has others looks at them again.</summary>
    public void SendElsewhere(RouteHealth route)
    {
        if (!WaitsFor(route))
        {
            return;
        }

        foreach (var waiter in _waiters.Where(waiter => waiter.Route == route && waiter.Terms.HasOthers).ToArray())
        {
            Leave(waiter);
            waiter.Outcome.TrySetResult(null);
        }
    }

    bool Admit(Waiter waiter, DateTimeOffset now)
    {
        var wait = waiter.Route.WaitOfFirst(waiter.Demand, now);
        if (wait == TimeSpan.Zero)
        {
            Leave(waiter);
            waiter.Outcome.TrySetResult(waiter.Route.Enter(waiter.Demand, now));
            return true;
        }

        _closed.Add(waiter.Route);
        if (wait > TimeSpan.Zero)
        {
            WakeAt(now + wait);
        }

        return false;
    }

    void WakeAt(DateTimeOffset at) => _due = at < _due ? at : _due;

    void Ring()
    {
        lock (entrance.Lock)
        {
            Stir();
        }
    }

    void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (entrance.Lock)
        {
            Leave(waiter);
            waiter.Outcome.TrySetCanceled(cancellationToken);
        }
    }

    void Leave(Waiter waiter)
    {
        if (_waiters.Remove(waiter))
        {
            waiter.Leaving.Unregister();
            if (--_waiting[waiter.Route] == 0)
            {
                _waiting.Remove(waiter.Route);
            }
        }
    }

    sealed class Waiter(WaitTerms terms, RouteHealth route, Demand demand, long arrival)
    {
        public static IComparer<Waiter> Order { get; } = Comparer<Waiter>.Create((one, other) =>
            other.Terms.Priority.CompareTo(one.Terms.Priority) is not 0 and var byPriority ? byPriority
            : one.Terms.Deadline.CompareTo(other.Terms.Deadline) is not 0 and var byDeadline ? byDeadline
            : one.Arrival.CompareTo(other.Arrival));

        public WaitTerms Terms => terms;

        public RouteHealth Route => route;

        public Demand Demand => demand;

        public TaskCompletionSource<Pass?> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationTokenRegistration Leaving { get; set; }

        long Arrival => arrival;
    }
}

/// <summary>How a call is ready to wait.</summary>
/// <param name="HasOthers">There are other routes to look at.</param>
readonly record struct WaitTerms(int Priority, DateTimeOffset Deadline, bool HasOthers);
