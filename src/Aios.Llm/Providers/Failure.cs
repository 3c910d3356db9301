namespace Aios.Llm.Providers;

/// <summary>Why an attempt gave no answer.</summary>
/// <param name="Message">The provider's own words.</param>
public sealed record Failure(FailureKind Kind, string Message)
{
    /// <summary>The least time to wait before the same route is tried again, where the provider said one.</summary>
    public TimeSpan? RetryAfter { get; init; }
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
    ContextTooLong,
    Unauthorised,
    Refused,
    Truncated,
    Malformed,
    Cancelled,
}
