using Aios.Llm.Providers;

namespace Aios.Llm.Routing.Health;

/// <summary>Keeps calls from a route that fails or is limited, until a single one has shown that it answers again; then lets them back bit by bit.</summary>
/// <remarks>For one thread at a time.</remarks>
sealed class Circuit(CircuitLimits limits, Jitter jitter)
{
    const double JitterShare = 0.2;

    readonly Tally _lately = new(limits.Window, 30);
    int _inARow;
    int _limitedInARow;
    DateTimeOffset _limitedSince;
    int _inVain; // probes, one after the other
    DateTimeOffset? _until;
    DateTimeOffset _opened = DateTimeOffset.MinValue;
    DateTimeOffset _probed = DateTimeOffset.MinValue;
    Ramp? _ramp;

    /// <summary>Null while it lets calls through.</summary>
    public DateTimeOffset? OpenUntil => _until;

    /// <summary>It is open because the provider has met its limit, and not because anything is broken.</summary>
    public bool IsLimit { get; private set; }

    /// <summary>One call is finding out whether the route answers again.</summary>
    public bool IsProbing { get; private set; }

    /// <returns>Zero where a call may enter now; infinite where that depends on how the probe ends.</returns>
    public TimeSpan WaitAt(DateTimeOffset now) => this switch
    {
        { IsProbing: true } => Timeout.InfiniteTimeSpan,
        { _until: { } until } => until > now ? until - now : TimeSpan.Zero,
        { _ramp: { } ramp } => ramp.WaitAt(now),
        _ => TimeSpan.Zero,
    };

    /// <summary>Where there is no other route, it may be tried before its time; never against a provider's word.</summary>
    public bool MayProbeEarlyAt(DateTimeOffset now) =>
        _until is not null && !IsLimit && !IsProbing && now - (_probed > _opened ? _probed : _opened) >= limits.BetweenProbes;

    /// <returns>Whether it is the probe.</returns>
    public bool Enter(DateTimeOffset now)
    {
        _lately.Enter(now);
        if (_until is not null)
        {
            _probed = now;
            return IsProbing = true;
        }

        _ramp?.Enter();
        if (_ramp?.IsOverAt(now) == true)
        {
            _ramp = null;
        }

        return false;
    }

    /// <summary>The answer has begun.</summary>
    /// <param name="entered">When it was asked for: what was asked before a limit was met says nothing of it.</param>
    public void Speak(bool isProbe, DateTimeOffset entered, DateTimeOffset now)
    {
        _limitedInARow = entered < _limitedSince ? _limitedInARow : 0;
        if (isProbe)
        {
            (_until, IsProbing, _inARow, _inVain) = (null, false, 0, 0);
            _ramp = new(now, RateBefore);
            _lately.Clear();
        }
    }

    /// <summary>The answer is whole.</summary>
    public void Succeed(DateTimeOffset now)
    {
        _inARow = 0;
        _lately.Succeed(now);
    }

    /// <param name="entered">When it was asked for.</param>
    public void Fail(Failure failure, bool isProbe, DateTimeOffset entered, DateTimeOffset now)
    {
        IsProbing &= !isProbe;
        var inVain = _inVain;
        _inVain = isProbe ? _inVain + 1 : _inVain;
        switch (failure.Kind)
        {
            case FailureKind.RateLimited:
                Limit(failure, isProbe, now);
                break;
            case FailureKind.Overloaded when failure.RetryAfter > TimeSpan.Zero:
                Limit(failure, isProbe, now);
                break;
            case FailureKind.Unauthorised or FailureKind.QuotaExhausted or FailureKind.UnknownModel:
                Open(limits.CooldownOfRefusals, now);
                break;
            case FailureKind.Overloaded or FailureKind.Unreachable or FailureKind.TimedOut or FailureKind.Malformed or FailureKind.Truncated:
                Count(isProbe, now);
                break;
            default: // it answers: the question was wrong, or nobody wanted the answer any more
                _inVain = inVain;
                if (failure.Kind != FailureKind.Cancelled)
                {
                    Speak(isProbe, entered, now);
                }

                break;
        }
    }

    /// <summary>Nothing came of it that would say anything.</summary>
    public void Abandon(bool isProbe) => IsProbing &= !isProbe;

    double RateBefore { get; set; }

    void Limit(Failure failure, bool isProbe, DateTimeOffset now)
    {
        _limitedSince = _limitedInARow++ == 0 ? now : _limitedSince;
        if (!isProbe && failure.RetryAfter is null && (_until is not null || _limitedInARow < limits.MostLimitsInARow))
        {
            return; // one of those that were under way when it opened, or one by itself, which may be about one large question
        }

        var pause = failure.RetryAfter ?? Doubled(limits.Pause, limits.LongestPause);
        Open(pause, now, isLimit: true, isProbe);
    }

    void Count(bool isProbe, DateTimeOffset now)
    {
        _inARow++;
        _lately.Fail(now);
        if (isProbe)
        {
            Open(Doubled(limits.Cooldown, limits.LongestCooldown), now, isProbe: true);
            return;
        }

        if (_until is null && (_inARow >= limits.MostInARow || IsTooOftenAt(now)))
        {
            var again = _opened > now - limits.NoFlapping ? _opened + limits.NoFlapping - now : TimeSpan.Zero;
            Open(again > limits.Cooldown ? again : limits.Cooldown, now);
        }
    }

    bool IsTooOftenAt(DateTimeOffset now) =>
        _lately.Sum(now) is var sum && sum.Good + sum.Bad >= limits.Grace && sum.Bad > limits.MostFailures * (sum.Good + sum.Bad);

    /// <remarks>Of two moments the later one holds.</remarks>
    void Open(TimeSpan wait, DateTimeOffset now, bool isLimit = false, bool isProbe = false)
    {
        if (_until is null)
        {
            var seconds = Math.Min(10, limits.Window.TotalSeconds);
            RateBefore = _ramp is null ? _lately.Sum(now, TimeSpan.FromSeconds(seconds)).Entered / seconds : RateBefore;
            _opened = now;
        }

        var until = now + jitter.Above(wait, JitterShare);
        if (_until is null || isProbe || until > _until)
        {
            (_until, IsLimit) = (until, isLimit);
        }

        _ramp = null;
    }

    TimeSpan Doubled(TimeSpan first, TimeSpan longest)
    {
        var doubled = first * Math.Pow(2, Math.Min(_inVain, 10));
        return doubled < longest ? doubled : longest;
    }
}
