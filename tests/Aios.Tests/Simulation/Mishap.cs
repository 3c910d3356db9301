namespace Aios.Tests.Simulation;

/// <summary>What becomes of a question at a simulated provider.</summary>
enum Mishap
{
    None,

    /// <summary>Nobody listens; nothing has left.</summary>
    Unreachable,
    RateLimited,
    Overloaded,
    Unauthorised,
    QuotaExhausted,
    InvalidRequest,
    ContextTooLong,

    /// <summary>Read and perhaps billed, but the connection breaks before there is an answer.</summary>
    Lost,

    /// <summary>Nothing comes for longer than any deadline.</summary>
    Silent,

    /// <summary>A good status, then an error in place of an answer.</summary>
    ErrorInAnswer,

    /// <summary>A good status and nothing after it.</summary>
    Empty,

    /// <summary>The connection breaks in the middle.</summary>
    Cut,

    /// <summary>Nothing more comes from the middle on.</summary>
    Stall,

    /// <summary>The answer is as long as it may be, and not at its end.</summary>
    Length,

    /// <summary>The provider's filter ends the answer.</summary>
    Filtered,

    /// <summary>A call that cannot be read.</summary>
    BadCall,

    /// <summary>All is well, but nobody says what it cost.</summary>
    NoUsage,
}
