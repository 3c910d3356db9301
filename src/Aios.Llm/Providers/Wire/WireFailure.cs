using System.Net.Sockets;
using System.Security.Authentication;

namespace Aios.Llm.Providers.Wire;

/// <summary>What it means when the wire itself fails.</summary>
static class WireFailure
{
    /// <returns>Null when the caller has cancelled: that is no failure.</returns>
    public static ProviderException? Of(Exception exception, Patience patience, Endpoint endpoint, bool mayBeBilled) =>
        exception is OperationCanceledException && patience.Reason is null ? null
        : new((patience.Reason ?? new(Kind(exception), Message(exception, endpoint.Address))) with { MayBeBilled = mayBeBilled }, exception);

    static FailureKind Kind(Exception exception) => Causes(exception).Any(cause => cause is ConnectTimeoutException) ? FailureKind.TimedOut : FailureKind.Unreachable;

    static string Message(Exception exception, Uri address)
    {
        var where = $"{address.Host}:{address.Port}";
        return Causes(exception).Select(cause => cause switch
        {
            ConnectTimeoutException late => $"{late.Message} to {where}.",
            AuthenticationException => $"{where} could not prove who it is (TLS): {cause.Message}",
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => $"There is no host named {address.Host}.",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"Nothing listens at {where}.",
            SocketException { SocketErrorCode: SocketError.NetworkUnreachable or SocketError.HostUnreachable } => $"There is no way to {where} from here.",
            SocketException { SocketErrorCode: SocketError.ConnectionReset } => $"{where} broke the connection off.",
            HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } or HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } =>
                $"{where} closed the connection before the answer had ended.",
            _ => null,
        }).FirstOrDefault(message => message is not null) ?? $"The connection to {where} failed: {exception.Message}";
    }

    static IEnumerable<Exception> Causes(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            yield return exception;
        }
    }
}
