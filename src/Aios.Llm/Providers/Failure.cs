using Aios.Llm.Models;

namespace Aios.Llm.Providers;

/// <summary>Why an attempt gave no answer, or no whole one.</summary>
/// <param name="Message">The provider's own words where it said any, without keys.</param>
public sealed record Failure(FailureKind Kind, string Message)
{
    /// <summary>The least time to wait before the same route is tried again, where the provider said one that can be believed.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public int? HttpStatus { get; init; }

    /// <summary>What the provider calls the request, to ask its support about.</summary>
    public string? RequestId { get; init; }

    /// <summary>A web page answered in place of the API: a proxy's, a login's.</summary>
    public bool IsWebPage { get; init; }

    /// <summary>The provider's own name for the kind of error.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The provider's own name for the error.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>What its user can do about it, where there is something to do.</summary>
    public string? Hint { get; init; }

    /// <summary>What the provider had counted when the answer failed; not all that it will bill.</summary>
    public Usage? Usage { get; init; }

    /// <summary>Whether the provider may send a bill although it gave no answer; null where the kind of failure says all there is to know.</summary>
    public bool? MayBeBilled { get; init; }

    public RetryAdvice Advice => Kind switch
    {
        FailureKind.RateLimited or FailureKind.Overloaded => RetryAdvice.Wait,
        FailureKind.Unreachable or FailureKind.TimedOut or FailureKind.Malformed => RetryAdvice.NextRoute,
        FailureKind.QuotaExhausted or FailureKind.Unauthorised or FailureKind.UnknownModel => RetryAdvice.NextRoute,
        FailureKind.ContextTooLong => RetryAdvice.Split,
        FailureKind.Truncated => RetryAdvice.Continue,
        FailureKind.InvalidRequest or FailureKind.Refused or FailureKind.Cancelled => RetryAdvice.Stop,
        _ => throw new InvalidOperationException($"There is no advice for {Kind}."),
    };
}

/// <summary>The kind decides what is done: wait, next route, continue, split, or stop.</summary>
public enum FailureKind
{
    RateLimited,
    QuotaExhausted,
    Overloaded,
    Unreachable,
    TimedOut,
    InvalidRequest,

    /// <summary>The provider knows no such model.</summary>
    UnknownModel,
    ContextTooLong,
    Unauthorised,
    Refused,

    /// <summary>The answer broke off before its end.</summary>
    Truncated,
    Malformed,
    Cancelled,
}

/// <summary>What may help against a failure.</summary>
public enum RetryAdvice
{
    /// <summary>The same route again, later.</summary>
    Wait,
    NextRoute,

    /// <summary>Ask for the rest.</summary>
    Continue,

    /// <summary>A model with a larger window, or a smaller question.</summary>
    Split,

    /// <summary>Every route would say the same.</summary>
    Stop,
}

/// <summary>A provider gave no answer, or no whole one; all that clients of providers throw, but for cancellation.</summary>
public sealed class ProviderException(Failure failure, Exception? cause = null) : Exception(failure.Message, cause)
{
    public Failure Failure => failure;
}
