using System.Globalization;
using System.Text;
using Aios.Server.Dialects;
using Aios.Server.Emulation.Faults;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Serving;

/// <summary>What is sent instead of an answer.</summary>
sealed record Reply(int Status, string ContentType, string Body)
{
    public const string Json = "application/json";

    public const string RedirectPath = "/emulator/redirected";

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Reply Of(VendorError error, IServedDialect dialect, string requestId) =>
        new(error.Status, Json, Compact.Text(dialect.ErrorBody(error, requestId)));

    /// <returns>Null where the fault leaves an answer.</returns>
    public static Reply? Of(Fault fault, IServedDialect dialect, string model, bool streams, string requestId, TimeProvider clock) => fault.Kind switch
    {
        FaultKind.ErrorIn200 => Inside(fault, dialect, model, requestId),
        FaultKind.ErrorEvent when !streams => Inside(fault, dialect, model, requestId),
        FaultKind.Html => new(fault.Status ?? 200, "text/html; charset=utf-8", "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in to the network</h1></body></html>\n"),
        FaultKind.EmptyBody => new(200, Json, ""),
        FaultKind.EmptyStream => new(200, streams ? dialect.StreamType : Json, ""),
        FaultKind.Redirect => new(fault.Status ?? 307, "text/plain", "") { Headers = new Dictionary<string, string> { ["Location"] = fault.Value ?? RedirectPath } },
        _ when FaultyError.Instead(fault, dialect, model) is { } error => Of(error, dialect, requestId) with { Headers = Waiting(fault, clock) },
        _ => null,
    };

    static Reply Inside(Fault fault, IServedDialect dialect, string model, string requestId) => Of(FaultyError.Inside(fault, dialect, model), dialect, requestId) with { Status = 200 };

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = Status;
        response.ContentType = ContentType;
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        var bytes = Encoding.UTF8.GetBytes(Body);
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, cancellationToken);
    }

    static Dictionary<string, string> Waiting(Fault fault, TimeProvider clock)
    {
        Dictionary<string, string> headers = [];
        if (fault.RetryAfter is not null)
        {
            headers["Retry-After"] = fault.RetryAfter;
        }

        if (fault.RetryAfterDate is { } seconds)
        {
            headers["Retry-After"] = (clock.GetUtcNow() + fault.Skew + TimeSpan.FromSeconds(seconds)).ToString("r", CultureInfo.InvariantCulture);
        }

        if (fault.RetryAfterMs is not null)
        {
            headers["retry-after-ms"] = fault.RetryAfterMs;
        }

        return headers;
    }
}
