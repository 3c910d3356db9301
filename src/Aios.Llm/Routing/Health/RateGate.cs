using Aios.Llm.Models;
using Aios.Llm.Providers;

namespace Aios.Llm.Routing.Health;

/// <summary>Lets through to an endpoint what its owner allows: requests and tokens a minute, and answers at once.</summary>
/// <remarks>For one thread at a time.</remarks>
sealed class RateGate(EndpointLimits limits)
{
    readonly Bucket? _requests = limits.RequestsPerMinute is { } requests ? new(requests) : null;
    readonly Bucket? _input = limits.InputTokensPerMinute is { } input ? new(input) : null;
    readonly Bucket? _output = limits.OutputTokensPerMinute is { } output ? new(output) : null;

    /// <summary>Attempts that go on now.</summary>
    public int InFlight { get; private set; }

    /// <summary>It matters how long questions and answers are.</summary>
    public bool CountsTokens => _input is not null || _output is not null;

    /// <returns>Zero for now; infinite where that depends on when another one ends.</returns>
    public TimeSpan WaitAt(Demand demand, DateTimeOffset now)
    {
        if (InFlight >= limits.MaxParallel)
        {
            return Timeout.InfiniteTimeSpan;
        }

        var (requests, input, output) = (_requests?.WaitAt(1, now), _input?.WaitAt(demand.Input, now), _output?.WaitAt(demand.Output, now));
        return Longest(Longest(requests ?? default, input ?? default), output ?? default);
    }

    public void Enter(Demand demand, DateTimeOffset now)
    {
        InFlight++;
        _requests?.Take(1, now);
        _input?.Take(demand.Input, now);
        _output?.Take(demand.Output, now);
    }

    /// <param name="used">Null where nothing was sent: then nothing counts.</param>
    public void Leave(Demand demand, Usage? used)
    {
        InFlight--;
        if (used is null)
        {
            _requests?.GiveBack(1);
            _input?.GiveBack(demand.Input);
            _output?.GiveBack(demand.Output);
        }
        else if (used.Output > 0) // else it has not been said what it used
        {
            _input?.GiveBack(demand.Input - used.Input - used.CacheWrite);
            _output?.GiveBack(demand.Output - used.Output);
        }
    }

    static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
