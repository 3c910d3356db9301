using Microsoft.Extensions.Time.Testing;

namespace Aios.Tests.Faults;

/// <summary>The time of two sides that talk over a real wire: it stands still while one of them works, and jumps to the next timer when both wait.</summary>
/// <remarks>
/// Nobody can see whether a byte is still on its way. But whoever has received one waits anew: so when a timer has rung, both sides must have set
/// one before there is another jump, and no deadline passes while what would have met it is under way.
/// </remarks>
sealed class SharedTime
{
    static readonly TimeSpan _hung = TimeSpan.FromSeconds(20); // of real time: nothing here waits for anything

    readonly FakeTimeProvider _clock = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    readonly Lock _lock = new();
    readonly Side _server;
    readonly Side _client;
    TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SharedTime() => (_server, _client) = (new(this, late: TimeSpan.FromMilliseconds(1)), new(this, TimeSpan.Zero));

    public TimeProvider Server => _server;

    public TimeProvider Client => _client;

    /// <summary>Until the client's patience ends; null where it has no timer.</summary>
    public TimeSpan? ClientWaits => _client.Next - _clock.GetUtcNow();

    /// <summary>Goes on until the work is done.</summary>
    /// <param name="mayBegin">Whether all has happened that has to happen before any time passes.</param>
    /// <param name="isAlone">Nobody answers at first, so that only the client waits.</param>
    /// <exception cref="TimeoutException">It hangs.</exception>
    public Task RunAsync(Task work, Func<bool> mayBegin, bool isAlone, CancellationToken cancellationToken) =>
        DriveAsync(work, mayBegin, isAlone).WaitAsync(_hung, TimeProvider.System, cancellationToken);

    /// <summary>Something has happened that time may have waited for.</summary>
    public void Stir()
    {
        lock (_lock)
        {
            _moved.TrySetResult();
        }
    }

    async Task DriveAsync(Task work, Func<bool> mayBegin, bool isAlone)
    {
        var hasBegun = false;
        while (!work.IsCompleted)
        {
            var moved = Moved(); // taken before looking, so that nothing is missed
            if (Next(isAlone, () => hasBegun || mayBegin()) is { } next)
            {
                (hasBegun, isAlone) = (true, false);
                _clock.Advance(next - _clock.GetUtcNow());
            }
            else
            {
                await Task.WhenAny(work, moved);
            }
        }
    }

    Task Moved()
    {
        lock (_lock)
        {
            _moved = _moved.Task.IsCompleted ? new(TaskCreationOptions.RunContinuationsAsynchronously) : _moved;
            return _moved.Task;
        }
    }

    /// <summary>The next timer of all; null while somebody works.</summary>
    DateTimeOffset? Next(bool isAlone, Func<bool> mayBegin)
    {
        lock (_lock)
        {
            if (!_client.Waits || !(isAlone || _server.Waits) || !mayBegin())
            {
                return null;
            }

            _client.Waits = false; // what it waits for may come this very moment; then nothing rings, and the server waits on
            return new[] { _client.Next, _server.Next }.Min();
        }
    }

    /// <summary>The clock as one side has it.</summary>
    /// <param name="late">By how much its timers are late, so that the two sides never have their turn at once.</param>
    sealed class Side(SharedTime time, TimeSpan late) : TimeProvider
    {
        readonly HashSet<Alarm> _alarms = [];

        /// <summary>A timer was set since one has rung, and none was stopped after it.</summary>
        public bool Waits { get; set; }

        public DateTimeOffset? Next
        {
            get
            {
                lock (time._lock)
                {
                    return _alarms.Min(alarm => alarm.Due);
                }
            }
        }

        public override long TimestampFrequency => time._clock.TimestampFrequency;

        public override TimeZoneInfo LocalTimeZone => time._clock.LocalTimeZone;

        public override DateTimeOffset GetUtcNow() => time._clock.GetUtcNow();

        public override long GetTimestamp() => time._clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Alarm alarm = new(this);
            alarm.Start(time._clock, callback, state, dueTime, period);
            return alarm;
        }

        TimeSpan Late(TimeSpan dueTime) => dueTime < TimeSpan.Zero ? dueTime : dueTime + late; // below zero is never

        /// <param name="after">Below zero for never.</param>
        /// <param name="isOver">It has rung or is no longer needed, which says nothing of whether anybody works.</param>
        void Set(Alarm alarm, TimeSpan after, bool isOver = false)
        {
            var now = GetUtcNow(); // not under the lock: it may ring what is due
            lock (time._lock)
            {
                alarm.Due = after < TimeSpan.Zero ? null : now + after;
                _ = alarm.Due is null ? _alarms.Remove(alarm) : _alarms.Add(alarm);
                Waits = alarm.Due is not null || (Waits && isOver);
                time._moved.TrySetResult();
            }
        }

        /// <summary>Whichever side it was, both have something to do now.</summary>
        void Wake()
        {
            lock (time._lock)
            {
                (time._client.Waits, time._server.Waits) = (false, false);
            }
        }

        sealed class Alarm(Side side) : ITimer
        {
            ITimer? _timer;

            public DateTimeOffset? Due { get; set; }

            public void Start(TimeProvider clock, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
            {
                side.Set(this, side.Late(dueTime));
                _timer = clock.CreateTimer(Ring, state, side.Late(dueTime), period);

                void Ring(object? its)
                {
                    side.Set(this, Timeout.InfiniteTimeSpan, isOver: true);
                    side.Wake();
                    callback(its);
                }
            }

            public bool Change(TimeSpan dueTime, TimeSpan period)
            {
                side.Set(this, side.Late(dueTime));
                return _timer?.Change(side.Late(dueTime), period) == true;
            }

            public void Dispose()
            {
                side.Set(this, Timeout.InfiniteTimeSpan, isOver: true);
                _timer?.Dispose();
            }

            public ValueTask DisposeAsync()
            {
                Dispose();
                return default;
            }
        }
    }
}
