namespace Aios.Server.Dialects;

/// <summary>The errors for which each vendor has words of its own.</summary>
enum ErrorKind
{
    BadRequest,
    NoKey,
    WrongKey,
    Forbidden,
    UnknownModel,
    NotFound,
    TimedOut,
    Conflict,
    TooLarge,
    ContextTooLong,
    RateLimited,
    QuotaExhausted,
    Internal,
    BadGateway,
    Unavailable,
    GatewayTimeout,
    Overloaded,
}
