using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Aios.Server.Emulation.Serving;

/// <summary>Answers on the bare socket, so that the answer can break anywhere.</summary>
sealed class SocketSink(HttpContext context) : IAnswerSink
{
    readonly Socket _socket = context.Features.Get<IConnectionSocketFeature>()?.Socket ?? throw new InvalidOperationException("The emulator serves over sockets.");
    bool _isStarted;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_isStarted)
        {
            return;
        }

        _isStarted = true;
        var response = context.Response;
        var head = $"HTTP/1.1 {response.StatusCode} {ReasonPhrases.GetReasonPhrase(response.StatusCode)}\r\nTransfer-Encoding: chunked\r\n"
            + string.Concat(response.Headers.SelectMany(header => header.Value.Select(value => $"{header.Key}: {value}\r\n"))) + "\r\n";
        await WriteAsync(Encoding.Latin1.GetBytes(head), cancellationToken);
    }

    public async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await StartAsync(cancellationToken);
        if (bytes.Length > 0) // an empty chunk would be the last one
        {
            await WriteAsync([.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8], cancellationToken);
        }
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
        await CloseAsync(cancellationToken);
    }

    /// <summary>Says goodbye and waits for the other side to leave: who is reset loses what it has not read yet.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It has left.
        }

        context.Abort();
    }

    public void Reset()
    {
        _socket.LingerState = new(enable: true, seconds: 0);
        _socket.Close();
        context.Abort();
    }

    async Task WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await _socket.SendAsync(bytes.AsMemory(sent), cancellationToken);
        }
    }
}
