namespace Aios.Workshop.Verification;

/// <summary>What happens to a check while an application is verified.</summary>
abstract record CheckEvent
{
    private protected CheckEvent()
    {
    }

    public abstract Check Check { get; init; }
}

sealed record CheckStarted(Check Check) : CheckEvent;

sealed record CheckEnded(Check Check, Verdict Verdict) : CheckEvent;
