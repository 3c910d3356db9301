namespace Aios.Llm.Routing.Health;

/// <summary>A clock that nobody can set: it began with the one on the wall, and goes on by the time that has passed since.</summary>
sealed class SteadyClock(TimeProvider clock) : TimeProvider
{
    readonly DateTimeOffset _began = clock.GetUtcNow();
    readonly long _started = clock.GetTimestamp();

    /// <summary>How far the clock on the wall is ahead of this one: it was set, or the machine slept.</summary>
    public TimeSpan WallIsAhead => clock.GetUtcNow() - GetUtcNow();

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override DateTimeOffset GetUtcNow() => _began + clock.GetElapsedTime(_started);

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
