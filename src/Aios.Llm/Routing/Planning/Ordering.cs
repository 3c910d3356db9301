using System.Buffers;

namespace Aios.Llm.Routing.Planning;

/// <summary>Puts the routes of a decision in order: who may be asked, what each promises, what the policy makes of that.</summary>
ref struct Ordering
{
    // Behind every other score; those that are put there keep their order.
    const double Behind = 1e15;

    const int EnoughFailures = 3;

    readonly Decision _decision;
    readonly Prospect[] _prospects; // as they came
    readonly double[] _scores;
    readonly int[] _order;

    public Ordering(Decision decision)
    {
        _decision = decision;
        _prospects = ArrayPool<Prospect>.Shared.Rent(decision.Contenders.Length);
        _scores = ArrayPool<double>.Shared.Rent(decision.Contenders.Length);
        _order = ArrayPool<int>.Shared.Rent(decision.Contenders.Length);
        Fill(stale: false);
        if (Count == 0)
        {
            Fill(stale: true); // when all are closed or limited, one of them is still better than none: the loop probes it or waits
            IsStale = Count > 0;
        }

        var prospects = _prospects.AsSpan(0, Count);
        decision.Policy.Rate(decision, prospects);
        if (decision.Request.FailedOn.Count > 0 && decision.Directive.Pin is null)
        {
            PutBackFailed(prospects);
        }

        var order = _order.AsSpan(0, Count);
        Sort(prospects, order);
        if (IsStale)
        {
            SoonestFirst(order);
        }
        else
        {
            Balance.Apply(decision, prospects, order);
        }
    }

    public int Count { get; private set; }

    /// <summary>Nobody can be asked now; these are the first who can.</summary>
    public bool IsStale { get; }

    /// <param name="place">0 for the first to be asked.</param>
    public readonly ref readonly Prospect this[int place] => ref _prospects[_order[place]];

    public readonly void Dispose()
    {
        ArrayPool<Prospect>.Shared.Return(_prospects);
        ArrayPool<double>.Shared.Return(_scores);
        ArrayPool<int>.Shared.Return(_order);
    }

    void Fill(bool stale)
    {
        for (var contender = 0; contender < _decision.Contenders.Length; contender++)
        {
            if (_decision.Refusing(contender, stale) is null)
            {
                Estimator.Fill(ref _prospects[Count++], _decision, contender);
            }
        }
    }

    /// <summary>A repair is for somebody likelier than whoever failed: that is what a failure was reckoned to cost. Where nobody is likelier, or three have failed, it is for the likeliest: what fails again is hard, and attempts are few.</summary>
    readonly void PutBackFailed(Span<Prospect> prospects)
    {
        var (failed, likeliest) = (0.0, 0.0);
        foreach (ref readonly var prospect in prospects)
        {
            likeliest = Math.Max(likeliest, prospect.Passes);
            failed = HasFailed(prospect.Index) ? Math.Max(failed, prospect.Passes) : failed;
        }

        foreach (ref var prospect in prospects)
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

    /// <summary>By score, and among equals as the candidates came.</summary>
    readonly void Sort(ReadOnlySpan<Prospect> prospects, Span<int> order)
    {
        var scores = _scores.AsSpan(0, Count);
        for (var i = 0; i < scores.Length; i++)
        {
            (scores[i], order[i]) = (prospects[i].Score, i);
        }

        scores.Sort(order);
        for (int first = 0, next; first < order.Length; first = next) // equals come out in any order
        {
            for (next = first + 1; next < order.Length && scores[next] == scores[first];)
            {
                next++;
            }

            order[first..next].Sort();
        }
    }

    readonly void SoonestFirst(Span<int> order)
    {
        var (prospects, standings) = (_prospects, _decision.Standings);
        order.Sort((one, other) => Due(standings[prospects[one].Index]).CompareTo(Due(standings[prospects[other].Index])) is not 0 and var sooner ? sooner : one - other);
    }

    static DateTimeOffset Due(Health.RouteStanding standing) =>
        standing.ClosedUntil > standing.LimitedUntil || standing.LimitedUntil is null ? standing.ClosedUntil ?? DateTimeOffset.MinValue : standing.LimitedUntil.Value;
}
