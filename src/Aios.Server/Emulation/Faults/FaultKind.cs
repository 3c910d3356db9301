namespace Aios.Server.Emulation.Faults;

/// <summary>The ways in which a provider misbehaves. Scripts write them in small letters with hyphens.</summary>
public enum FaultKind
{
    /// <summary>An error of any status, in the vendor's shape.</summary>
    Status,
    RateLimited,
    QuotaExhausted,
    ContextTooLong,
    UnknownModel,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>The connection is closed before the answer is whole.</summary>
    Cut,

    /// <summary>Nothing comes for a while; then the answer goes on.</summary>
    Silence,

    /// <summary>A byte at a time.</summary>
    Crawl,
    ErrorIn200,
    Html,
    EmptyBody,
    EmptyStream,
    TruncatedJson,
    WrongContentType,
    DuplicateKeys,
    Redirect,
    SkewedDate,
    HugeNumber,
    NanUsage,
    NegativeUsage,
    NoUsage,

    /// <summary>Usage comes in the last event only.</summary>
    LateUsage,

    /// <summary>An error inside a stream that has begun.</summary>
    ErrorEvent,
    UnknownEvents,
    Misordered,

    /// <summary>One event that is no JSON, among good ones.</summary>
    MalformedChunk,

    /// <summary>One event of a megabyte.</summary>
    HugeEvent,

    /// <summary>A stream without the event that ends it.</summary>
    NoDone,
    ContentFilter,
    Refusal,
    Length,
    HalfToolCall,
    InvalidToolJson,
    ThinkingOnly,
    OtherModel,
}

/// <summary>Where an answer breaks.</summary>
public enum CutPoint
{
    BeforeFirstByte,
    AfterHeaders,
    InToken,

    /// <summary>Between the bytes of one character.</summary>
    InCharacter,
    InToolCall,
    BeforeUsage,
}
