using System.Buffers;

namespace Aios.Llm.Routing.Planning;

/// <summary>Puts the routes of a decision in order: who may be asked, what each promises, what the policy makes of that.</summary>
ref struct Ordering
{
    const int OnStack = 128;

    // Behind every other score; those that are put there keep their order.
    const double Behind = 1e15;

    const int EnoughFailures = 3;

    readonly Decision _decision;
    readonly Prospect[] _rented; // the second half is room for sorting
    int _count;

    public Ordering(Decision decision)
    {
        _decision = decision;
        _rented = ArrayPool<Prospect>.Shared.Rent(2 * decision.Contenders.Length);
        Fill(stale: false);
        if (_count == 0)
        {
            Fill(stale: true); // when all are closed or limited, one of them is still better than none: the loop probes it or waits
            IsStale = _count > 0;
        }

        decision.Policy.Rate(decision, Prospects);
        if (decision.Request.FailedOn.Count > 0 && decision.Directive.Pin is null)
        {
            PutBackFailed();
        }

        Sort();
        if (IsStale)
        {
            SoonestFirst();
        }
        else
        {
            Balance.Apply(decision, Prospects);
        }
    }

    /// <summary>Nobody can be asked now; these are the first who can.</summary>
    public bool IsStale { get; }

    /// <summary>The first to be asked comes first.</summary>
    public readonly Span<Prospect> Prospects => _rented.AsSpan(0, _count);

    public readonly void Dispose() => ArrayPool<Prospect>.Shared.Return(_rented);

    void Fill(bool stale)
    {
        for (var contender = 0; contender < _decision.Contenders.Length; contender++)
        {
            if (_decision.Refusing(contender, stale) is null)
            {
                Estimator.Fill(ref _rented[_count++], _decision, contender);
            }
        }
    }

    /// <summary>A repair is for somebody likelier than whoever failed: that is what a failure was reckoned to cost. Where nobody is likelier, or three have failed, it is for the likeliest: what fails again is hard, and attempts are few.</summary>
    readonly void PutBackFailed()
    {
        var (failed, likeliest) = (0.0, 0.0);
        foreach (ref readonly var prospect in Prospects)
        {
            likeliest = Math.Max(likeliest, prospect.Passes);
            failed = HasFailed(prospect.Index) ? Math.Max(failed, prospect.Passes) : failed;
        }

        foreach (ref var prospect in Prospects)
        {
            prospect.Score = failed == 0 ? prospect.Score
                : failed >= likeliest || _decision.Request.FailedOn.Count >= EnoughFailures ? -prospect.Passes
                : prospect.Score + (prospect.Passes <= failed ? Behind : 0);
        }
    }

    readonly bool HasFailed(int contender)
    {
        for (var i = 0; i < _decision.Request.FailedOn.Count; i++)
        {
            if (_decision.Request.FailedOn[i] == _decision.Contenders[contender].ModelName)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>By score, and among equals as the candidates came. Only keys are moved about: prospects are too large for that.</summary>
    readonly void Sort()
    {
        Span<(double Score, int At)> keys = _count <= OnStack ? stackalloc (double, int)[_count] : new (double, int)[_count];
        for (var i = 0; i < _count; i++)
        {
            keys[i] = (_rented[i].Score, i);
        }

        keys.Sort(static (one, other) => one.Score < other.Score ? -1 : one.Score > other.Score ? 1 : one.At - other.At);
        var unsorted = _rented.AsSpan(_count, _count);
        Prospects.CopyTo(unsorted);
        for (var i = 0; i < _count; i++)
        {
            _rented[i] = unsorted[keys[i].At];
        }
    }

    readonly void SoonestFirst()
    {
        var standings = _decision.Standings;
        Prospects.Sort((one, other) => Due(standings[one.Index]).CompareTo(Due(standings[other.Index])) is not 0 and var sooner ? sooner : one.Index - other.Index);
    }

    static DateTimeOffset Due(Health.RouteStanding standing) =>
        standing.ClosedUntil > standing.LimitedUntil || standing.LimitedUntil is null ? standing.ClosedUntil ?? DateTimeOffset.MinValue : standing.LimitedUntil.Value;
}
