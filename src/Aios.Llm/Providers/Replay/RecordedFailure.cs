using Aios.Llm.Models;

namespace Aios.Llm.Providers.Replay;

/// <summary>How an answer failed.</summary>
sealed record RecordedFailure
{
    public required FailureKind Kind { get; init; }

    public required string Message { get; init; }

    public long? RetryAfterMilliseconds { get; init; }

    public int? HttpStatus { get; init; }

    public string? RequestId { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorCode { get; init; }

    public string? Hint { get; init; }

    public Usage? Usage { get; init; }

    public bool? MayBeBilled { get; init; }

    public static RecordedFailure Of(Failure failure) => new()
    {
        Kind = failure.Kind,
        Message = failure.Message,
        RetryAfterMilliseconds = (long?)failure.RetryAfter?.TotalMilliseconds,
        HttpStatus = failure.HttpStatus,
        RequestId = failure.RequestId,
        ErrorType = failure.ErrorType,
        ErrorCode = failure.ErrorCode,
        Hint = failure.Hint,
        Usage = failure.Usage,
        MayBeBilled = failure.MayBeBilled,
    };

    public Failure ToFailure() => new(Kind, Message)
    {
        RetryAfter = RetryAfterMilliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
        HttpStatus = HttpStatus,
        RequestId = RequestId,
        ErrorType = ErrorType,
        ErrorCode = ErrorCode,
        Hint = Hint,
        Usage = Usage,
        MayBeBilled = MayBeBilled,
    };
}
