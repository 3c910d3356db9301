namespace Aios.Tests.Failover;

/// <summary>Time for a caller and a server that talk over a real wire: it passes only when whoever could do something waits for it to pass.</summary>
/// <remarks>
/// The caller's side runs on one thread, so it is known when it has nothing to do. While it listens to the wire, time passes only if the server
/// has set a timer since it was asked, and nothing has stirred for a moment of real time: a byte on its way is nobody's timer.
/// </remarks>
sealed class WireTime : SynchronizationContext
{
    static readonly TimeSpan _hung = TimeSpan.FromSeconds(30); // of real time
    static readonly TimeSpan _calm = TimeSpan.FromMilliseconds(25);
    static readonly DateTimeOffset _start = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    readonly object _lock = new(); // waited for with Monitor, which Lock cannot
    readonly Queue<(SendOrPostCallback Step, object? State)> _ready = [];
    readonly List<Alarm> _alarms = [];
    readonly Side _caller;
    readonly Side _server;
    TimeSpan _now;
    long _stirs; // grows with all that happens
    long _asked; // when the last question was sent
    long _rung; // the last timer, with all that it did by itself: time stands still until it has had an effect elsewhere
    int _ringing; // the thread on which a timer rings now
    bool _listens;

    public WireTime() => (_caller, _server) = (new(this), new(this));

    /// <summary>For the router and the clients.</summary>
    public TimeProvider Caller => _caller;

    public TimeProvider Server => _server;

    public TimeSpan Elapsed
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }
    }

    /// <summary>A question is sent.</summary>
    public void Ask()
    {
        lock (_lock)
        {
            _asked = ++_stirs;
        }
    }

    /// <summary>The caller listens to the wire from now on, or no longer.</summary>
    public void Listen(bool listens)
    {
        lock (_lock)
        {
            _listens = listens;
            _stirs++;
        }
    }

    /// <summary>Does all of it on this thread.</summary>
    /// <exception cref="TimeoutException">It hangs.</exception>
    public void Run(Func<Task> work)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            var task = work();
            while (Next(task) is { } step)
            {
                step();
            }

            task.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            Stir();
            _ready.Enqueue((d, state));
            Monitor.PulseAll(_lock);
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    Action? Next(Task work)
    {
        var hung = TimeProvider.System.GetTimestamp();
        lock (_lock)
        {
            while (true)
            {
                if (_ready.TryDequeue(out var next))
                {
                    return () => next.Step(next.State);
                }

                if (work.IsCompleted)
                {
                    return null;
                }

                if (!_listens && Due(_alarms) is { } due)
                {
                    return () => Ring(due);
                }

                var stirs = _stirs;
                Monitor.Wait(_lock, _calm);
                if (stirs == _stirs && stirs > _rung && _ready.Count == 0 && _alarms.Exists(alarm => alarm.Side == _server && alarm.Set > _asked) && Due(_alarms) is { } pause)
                {
                    return () => Ring(pause);
                }

                if (TimeProvider.System.GetElapsedTime(hung) > _hung)
                {
                    throw new TimeoutException($"It hangs at {_now}, {(_listens ? "listening to the wire" : "waiting for nothing")}.");
                }
            }
        }
    }

    static Alarm? Due(List<Alarm> alarms) => alarms.MinBy(alarm => (alarm.Due, alarm.Set));

    void Ring(Alarm alarm)
    {
        lock (_lock)
        {
            if (!_alarms.Remove(alarm))
            {
                return; // stopped in between
            }

            _rung = ++_stirs;
            _now = alarm.Due > _now ? alarm.Due : _now;
            _ringing = Environment.CurrentManagedThreadId;
        }

        alarm.Ring();
        lock (_lock)
        {
            _ringing = 0;
        }
    }

    /// <summary>Something happens. Under the lock.</summary>
    /// <remarks>What happens on other threads while a timer rings is its effect already.</remarks>
    long Stir()
    {
        if (_ringing == Environment.CurrentManagedThreadId)
        {
            _rung++;
        }

        return ++_stirs;
    }

    /// <summary>The clock as one side has it.</summary>
    sealed class Side(WireTime time) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _start + time.Elapsed;

        public override long GetTimestamp() => time.Elapsed.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Alarm alarm = new(time, this, () => callback(state));
            alarm.Change(dueTime, period);
            return alarm;
        }
    }

    sealed class Alarm(WireTime time, Side side, Action ring) : ITimer
    {
        public Side Side => side;

        public TimeSpan Due { get; private set; }

        /// <summary>In the order of all that happens.</summary>
        public long Set { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._alarms.Remove(this);
                Set = time.Stir();
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = time._now + dueTime;
                    time._alarms.Add(this);
                }

                Monitor.PulseAll(time._lock);
                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
