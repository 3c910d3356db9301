using Aios.Llm.Providers;
using Aios.Llm.Routing.Health;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>One call on its way through its plan: who is asked next, and when.</summary>
sealed class Trip
{
    const double CharactersPerToken = 4; // roughly, for limits that are corrected by what was used

    readonly ModelCall _call;
    readonly RouterWorks _works;
    readonly List<Stop> _stops;
    readonly List<DateTimeOffset> _sent = [];
    TimeSpan _patience;
    BudgetExceededException? _overBudget;
    bool _isOver;

    public Trip(ModelCall call, RouterWorks works)
    {
        (_call, _works) = (call, works);
        _stops = new(call.Plan.Routes.Count);
        foreach (var route in call.Plan.Routes)
        {
            _stops.Add(new(route, works.Health.Of(route)));
        }

        _patience = call.Request.Patience ?? works.Limits.Patience;
        works.Allowance.Earn(Now);
    }

    /// <summary>By a clock that nobody sets: no wait grows by an hour or a day.</summary>
    DateTimeOffset Now => _works.Health.Clock.GetUtcNow();

    /// <summary>Another route could still be asked.</summary>
    public bool HasOthers(Stop but) => !_isOver && _stops.Exists(stop => !stop.IsOut && stop != but);

    /// <summary>Waits until somebody can be asked, and sets aside what that may cost.</summary>
    /// <returns>Null when nobody is left.</returns>
    public async Task<Passage?> NextAsync(CancellationToken cancellationToken)
    {
        while (!_isOver && _call.Attempts.Count < _works.Limits.MostTries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var now = Now;
            var (stop, pass) = Enter(now, out var wait);
            if (stop is null)
            {
                if (TakeSpare(now))
                {
                    continue;
                }

                return null;
            }

            pass ??= await WaitAsync(stop, wait, now, cancellationToken);
            if (pass is not null && await ReserveAsync(stop, pass, cancellationToken) is { } passage)
            {
                return passage;
            }
        }

        return null;
    }

    /// <summary>Decides what a failure means for the rest of the call.</summary>
    public void Note(Stop stop, Failure failure)
    {
        var now = Now;
        switch (Recovery.After(failure, stop.Tries, _works.Limits))
        {
            case Remedy.Again when _works.Allowance.TryTake(!HasOthers(stop), now):
                (stop.IsFirst, stop.NotBefore) = (true, now + _works.Jitter.Above(_works.Limits.Pause, 1));
                break;
            case Remedy.Later when failure.Kind == FailureKind.RateLimited || _works.Allowance.TryTake(!HasOthers(stop), now):
                _stops.Remove(stop);
                _stops.Add(stop);
                stop.NotBefore = now + _works.Jitter.Above(failure.RetryAfter is { } wait && wait > _works.Limits.Pause ? wait : _works.Limits.Pause, 0.2);
                break;
            case Remedy.Again or Remedy.Later or Remedy.LastResort: // it may be cured, but others are to be asked first
                (stop.IsOut, stop.IsSpare) = (true, true);
                stop.NotBefore = now + _works.Jitter.Above(failure.RetryAfter is { } least && least > _works.Limits.Pause ? least : _works.Limits.Pause, 0.2);
                break;
            case Remedy.OtherEndpoint:
                PutOut(other => IsOfSameEndpoint(other.Route, stop.Route));
                break;
            case Remedy.LargerWindow:
                PutOut(other => other.Route.Model.Id == stop.Route.Model.Id || other.Route.Model.ContextWindow <= stop.Route.Model.ContextWindow);
                break;
            case Remedy.Stop:
                _isOver = true;
                break;
            default:
                stop.IsOut = true;
                break;
        }
    }

    /// <summary>What the caller is told when nobody is left.</summary>
    public Exception NobodyLeft() => _overBudget is not null && _call.Attempts.Count == 0 ? _overBudget
        : _call.Plan.Routes.Count == 0 ? NobodyPlanned(_call.Plan.Explanation)
        : new NoRouteAnsweredException(
            _call.Attempts,
            [.. _stops.Where(stop => stop.Objection is not null).Select(stop => new RefusedRoute(stop.Route, stop.Objection ?? "", RefusalCause.Passing))]);

    static Exception NobodyPlanned(PlanExplanation plan) => plan.IsOverBudget
        ? new BudgetExceededException(string.Join(" ", plan.Wanted.Select(route => $"{route.Route.Name}: {route.Reason}")))
        : new NoRouteAnsweredException([], plan.Wanted.Count > 0 ? plan.Wanted : plan.Refused);

    void PutOut(Func<Stop, bool> which)
    {
        foreach (var stop in _stops.Where(which))
        {
            (stop.IsOut, stop.IsSpare) = (true, false);
        }
    }

    /// <summary>Nobody else is left: one that was not to be asked again for everybody's sake is asked after all, as far as that goes.</summary>
    bool TakeSpare(DateTimeOffset now)
    {
        if (_stops.Find(stop => stop.IsSpare) is not { } spare || !_works.Allowance.TryTake(isLastResort: true, now))
        {
            return false;
        }

        (spare.IsOut, spare.IsSpare) = (false, false);
        return true;
    }

    /// <returns>With a pass the one that is asked now; without, the one to wait for; nobody where none is left.</returns>
    (Stop? Stop, Pass? Pass) Enter(DateTimeOffset now, out TimeSpan wait)
    {
        Stop? soonest = null;
        wait = TimeSpan.Zero;
        var mayProbe = true;
        foreach (var stop in _stops)
        {
            if (stop.IsOut)
            {
                continue;
            }

            var own = OwnWait(stop, now);
            if (stop.IsFirst && own > TimeSpan.Zero && own < _patience && !stop.Health.IsShut)
            {
                wait = own;
                return (stop, null);
            }

            var its = own;
            if (own == TimeSpan.Zero && stop.Health.TryEnter(DemandOn(stop), now, out its) is { } pass)
            {
                return (stop, pass);
            }

            mayProbe &= own > TimeSpan.Zero || stop.Health.IsShut;
            if (soonest is null || (its >= TimeSpan.Zero && (wait < TimeSpan.Zero || its < wait)))
            {
                (soonest, wait) = (stop, its);
            }
        }

        return (mayProbe ? Probe(now) : null) is { } probe ? probe : (soonest, null);
    }

    /// <summary>Everything is closed off, which may be no longer true.</summary>
    (Stop? Stop, Pass? Pass)? Probe(DateTimeOffset now)
    {
        foreach (var stop in _stops)
        {
            if (!stop.IsOut && OwnWait(stop, now) == TimeSpan.Zero && stop.Health.TryProbe(DemandOn(stop), now) is { } pass)
            {
                return (stop, pass);
            }
        }

        return null;
    }

    TimeSpan OwnWait(Stop stop, DateTimeOffset now)
    {
        var until = stop.NotBefore;
        if (_sent.Count >= _works.Limits.MostTriesAtOnce
            && _sent[^_works.Limits.MostTriesAtOnce] + _works.Limits.AShortTime is var calm && calm > until)
        {
            until = calm;
        }

        return until > now ? until - now : TimeSpan.Zero;
    }

    async Task<Pass?> WaitAsync(Stop stop, TimeSpan wait, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (wait > _patience)
        {
            Object(stop, $"it takes nothing before {_works.Clock.GetUtcNow() + wait:HH:mm:ss} UTC, which is too late");
            return null;
        }

        Pass? pass = null;
        if (OwnWait(stop, now) > TimeSpan.Zero)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _works.Clock, cancellationToken); // it waits whole ones: less than one would be none
        }
        else
        {
            pass = await stop.Health.WaitAsync(
                new(_call.Request.Priority, now + _patience, HasOthers(stop)), DemandOn(stop), out var isFull, cancellationToken);
            if (isFull)
            {
                Object(stop, "too many are waiting for it already");
                return null;
            }
        }

        var waited = Now - now;
        _patience = _patience > waited ? _patience - waited : TimeSpan.Zero;
        if (pass is null && _patience == TimeSpan.Zero)
        {
            Object(stop, "it has let nobody in for as long as this call may wait");
        }

        return pass;
    }

    static void Object(Stop stop, string objection) => (stop.IsOut, stop.Objection) = (true, objection);

    async Task<Passage?> ReserveAsync(Stop stop, Pass pass, CancellationToken cancellationToken)
    {
        Reservation? reservation = null;
        try
        {
            reservation = await _works.ReserveAsync(_call, stop.Route, cancellationToken);
            (stop.IsFirst, stop.Tries) = (false, stop.Tries + 1);
            _sent.Add(Now);
            return new(_call, _call.Begin(stop.Route, _works.Clock.GetUtcNow(), reservation.Id, _works.TranscriptOf(_call, reservation.Id)), stop, pass, reservation, _works);
        }
        catch (BudgetExceededException exception)
        {
            _overBudget ??= exception;
            Object(stop, exception.Message);
            return null;
        }
        finally
        {
            if (reservation is null)
            {
                stop.Health.Abandon(pass);
            }
        }
    }

    Demand DemandOn(Stop stop) => !stop.Health.CountsTokens ? default : new(
        (long)(_call.Request.Messages.Sum(message => (long)message.Text.Length) / CharactersPerToken),
        _call.Request.ExpectedOutput ?? _call.Request.Options?.MaxOutputTokens ?? stop.Route.Model.MaxOutput ?? 0);

    static bool IsOfSameEndpoint(Route one, Route other) =>
        one.Provider.Name == other.Provider.Name && one.Provider.Endpoint == other.Provider.Endpoint;
}
