using Aios.Server.Dialects;

namespace Aios.Server.Emulation.Faults;

/// <summary>The errors that faults make, in a vendor's words.</summary>
static class FaultyError
{
    /// <returns>Null where the fault is no error of its own.</returns>
    public static VendorError? Instead(Fault fault, IServedDialect dialect, string model) => fault.Kind switch
    {
        FaultKind.SkewedDate when fault.Status is { } status => Of(fault, dialect, KindOf(status), model),
        FaultKind.Status => Of(fault, dialect, KindOf(fault.Status ?? 500), model),
        FaultKind.RateLimited => Of(fault, dialect, ErrorKind.RateLimited, model),
        FaultKind.QuotaExhausted => Of(fault, dialect, ErrorKind.QuotaExhausted, model),
        FaultKind.ContextTooLong => Of(fault, dialect, ErrorKind.ContextTooLong, model),
        FaultKind.UnknownModel => Of(fault, dialect, ErrorKind.UnknownModel, model),
        _ => null,
    };

    /// <summary>The error inside an answer that said it was fine.</summary>
    public static VendorError Inside(Fault fault, IServedDialect dialect, string model) =>
        Of(fault, dialect, fault.Status is { } status ? KindOf(status) : ErrorKind.Overloaded, model);

    static VendorError Of(Fault fault, IServedDialect dialect, ErrorKind kind, string model)
    {
        var error = dialect.Error(kind, model);
        return error with { Status = fault.Status ?? error.Status, Message = fault.Message ?? error.Message };
    }

    static ErrorKind KindOf(int status) => status switch
    {
        401 or 402 => ErrorKind.WrongKey,
        403 => ErrorKind.Forbidden,
        404 => ErrorKind.UnknownModel,
        408 => ErrorKind.TimedOut,
        409 => ErrorKind.Conflict,
        413 => ErrorKind.TooLarge,
        422 => ErrorKind.ContextTooLong,
        429 => ErrorKind.RateLimited,
        502 => ErrorKind.BadGateway,
        503 => ErrorKind.Unavailable,
        504 => ErrorKind.GatewayTimeout,
        529 => ErrorKind.Overloaded,
        >= 500 => ErrorKind.Internal,
        _ => ErrorKind.BadRequest,
    };
}
