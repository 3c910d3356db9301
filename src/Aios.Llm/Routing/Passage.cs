using Aios.Llm.Providers;
using Aios.Llm.Routing.Health;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>An attempt that may be made: let in, paid for in advance, written down. However it ends, it is settled once.</summary>
sealed class Passage(ModelCall call, Attempt attempt, Stop stop, Pass pass, Reservation reservation, RouterWorks works)
{
    readonly long _started = works.Clock.GetTimestamp();
    Failure? _failure;
    bool _isWhole;
    bool _isSettled;

    public Attempt Attempt => attempt;

    public Stop Stop => stop;

    /// <summary>What is kept of an answer that was accepted.</summary>
    public KeptText? Answer { get; set; }

    /// <summary>The first piece that says something is there.</summary>
    public void Speak()
    {
        var took = works.Clock.GetElapsedTime(_started);
        attempt.FirstPiece = took;
        pass.Route.Speak(pass, attempt.Route.Provider.Limits, works.Health.Clock.WallIsAhead, took, works.Health.Clock.GetUtcNow());
    }

    /// <summary>The answer came whole, whatever else may be wrong with it.</summary>
    public void Complete() => _isWhole = true;

    public Failure Fail(Failure failure) => _failure = attempt.Fail(failure);

    public async ValueTask SettleAsync()
    {
        if (_isSettled)
        {
            return;
        }

        _isSettled = true;
        attempt.Took = works.Clock.GetElapsedTime(_started);
        if (!_isWhole && _failure is null)
        {
            Fail(new(FailureKind.Cancelled, "The answer was left before its end."));
        }

        using var transcript = attempt.Transcript;
        if (Answer is null)
        {
            transcript?.End();
        }
        else
        {
            transcript?.Supersede();
        }

        pass.Route.End(pass, attempt, _isWhole ? null : _failure, attempt.Route.Provider.Limits, works.Health.Clock.WallIsAhead, works.Health.Clock.GetUtcNow());
        await works.SettleAsync(call, attempt, reservation, Answer);
    }
}
