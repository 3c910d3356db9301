using Aios.Llm.Providers;

namespace Aios.Llm.Routing;

/// <summary>What a call does after a failure. Decides and does nothing.</summary>
public static class Recovery
{
    /// <param name="failure">Before the caller has had anything of the answer.</param>
    /// <param name="tries">Of the same route in this call, this one included.</param>
    public static Remedy After(Failure failure, int tries, RecoveryLimits limits)
    {
        var mayReturn = tries < limits.TriesOfARoute;
        return failure.Kind switch
        {
            FailureKind.RateLimited => limits.TriesOfARoute > 1 ? Remedy.Later : Remedy.Elsewhere,
            FailureKind.Overloaded when failure.RetryAfter > TimeSpan.Zero => mayReturn ? Remedy.Later : Remedy.Elsewhere,
            FailureKind.Overloaded => mayReturn ? Remedy.Again : Remedy.Elsewhere,
            FailureKind.Unreachable when failure is { HttpStatus: null, IsWebPage: false } => mayReturn ? Remedy.Later : Remedy.Elsewhere,
            FailureKind.Malformed when failure is { HttpStatus: null or < 300, IsWebPage: false } => mayReturn ? Remedy.LastResort : Remedy.Elsewhere, // a model may write better the next time
            FailureKind.Unreachable or FailureKind.TimedOut or FailureKind.Malformed or FailureKind.Truncated or FailureKind.UnknownModel => Remedy.Elsewhere,
            FailureKind.Unauthorised when failure.HttpStatus == 403 => Remedy.Elsewhere, // the key may do for other models
            FailureKind.Unauthorised or FailureKind.QuotaExhausted => Remedy.OtherEndpoint,
            FailureKind.ContextTooLong => Remedy.LargerWindow,
            FailureKind.InvalidRequest or FailureKind.Refused or FailureKind.Cancelled => Remedy.Stop,
            _ => throw new InvalidOperationException($"There is no remedy for {failure.Kind}."),
        };
    }
}

/// <summary>What may help against a failure, as the router takes it.</summary>
public enum Remedy
{
    /// <summary>The same route after a short pause, before all others.</summary>
    Again,

    /// <summary>The other routes first; then the same, when its circuit lets it.</summary>
    Later,

    /// <summary>The other routes; only when none of them is left the same.</summary>
    LastResort,

    /// <summary>This route no more in this call.</summary>
    Elsewhere,

    /// <summary>None of the routes that have the same key.</summary>
    OtherEndpoint,

    /// <summary>None of the routes whose window is no larger.</summary>
    LargerWindow,

    /// <summary>Nobody else is asked.</summary>
    Stop,
}
