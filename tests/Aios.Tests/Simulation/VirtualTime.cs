namespace Aios.Tests.Simulation;

/// <summary>Time that passes only when somebody rings the next timer, in an order that depends on nothing but what was set.</summary>
/// <remarks>For one thread.</remarks>
/// <param name="start">What the clock on the wall says then.</param>
sealed class VirtualTime(DateTimeOffset? start = null) : TimeProvider
{
    readonly DateTimeOffset _start = start ?? new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    readonly PriorityQueue<(Alarm Alarm, long Setting), (long Due, long Number)> _alarms = new();
    long _now; // ticks since the start
    long _settings;

    public TimeSpan Elapsed => new(_now);

    /// <summary>By how much the clock on the wall is wrong; no timer cares.</summary>
    public TimeSpan Wrong { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => _start + Elapsed + Wrong;

    public override long GetTimestamp() => _now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Alarm alarm = new(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>When the next timer is due; null when none is set.</summary>
    public TimeSpan? Next => Peek() is { } due ? new(due) : null;

    /// <summary>Goes to the next timer and rings it.</summary>
    public void Ring()
    {
        if (Peek() is not { } due)
        {
            throw new InvalidOperationException("No timer is set.");
        }

        var (alarm, _) = _alarms.Dequeue();
        _now = Math.Max(_now, due);
        alarm.Ring();
    }

    long? Peek()
    {
        while (_alarms.TryPeek(out var next, out var when))
        {
            if (next.Alarm.Setting == next.Setting)
            {
                return when.Due;
            }

            _alarms.Dequeue(); // changed or stopped since
        }

        return null;
    }

    sealed class Alarm(VirtualTime time, Action ring) : ITimer
    {
        TimeSpan _period;

        /// <summary>Which of the settings holds; zero for none.</summary>
        public long Setting { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            _period = period;
            Set(dueTime);
            return true;
        }

        public void Ring()
        {
            Set(_period > TimeSpan.Zero ? _period : Timeout.InfiniteTimeSpan);
            ring();
        }

        public void Dispose() => Setting = 0;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        void Set(TimeSpan dueTime)
        {
            Setting = 0;
            if (dueTime >= TimeSpan.Zero)
            {
                Setting = ++time._settings;
                time._alarms.Enqueue((this, Setting), (time._now + dueTime.Ticks, Setting));
            }
        }
    }
}
