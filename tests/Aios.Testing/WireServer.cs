using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Aios.Testing;

/// <summary>An HTTP server on loopback whose every byte a test decides: it reads a request and hands over the bare connection.</summary>
public sealed class WireServer : IAsyncDisposable
{
    readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource _stop = new();
    readonly ConcurrentQueue<WireRequestSeen> _seen = [];
    readonly ConcurrentBag<Task> _talks = [];
    readonly Func<WireRequestSeen, NetworkStream, CancellationToken, Task> _answer;
    readonly Task _accepting;

    /// <param name="answer">Writes the answer, status line and all; the connection is closed when it returns.</param>
    public WireServer(Func<WireRequestSeen, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public IReadOnlyList<WireRequestSeen> Seen => [.. _seen];

    /// <summary>A server that answers everything with a recording, its body cut into pieces of odd sizes.</summary>
    public static WireServer Playing(Recording recording, int seed) =>
        new((_, wire, token) => WriteAsync(wire, recording.Status, recording.Headers, Encoding.UTF8.GetBytes(recording.Body), new Random(seed), token));

    /// <summary>A server that answers everything with one body in one piece.</summary>
    public static WireServer Saying(int status, string contentType, string body, params (string Name, string Value)[] headers) =>
        new((_, wire, token) => WriteAsync(wire, status,
            [new("Content-Type", contentType), .. headers.Select(header => KeyValuePair.Create(header.Name, header.Value))],
            Encoding.UTF8.GetBytes(body), cuts: null, token));

    /// <summary>Writes a whole answer, chunked.</summary>
    /// <param name="cuts">Where the body is cut; null leaves it whole.</param>
    public static async Task WriteAsync(
        NetworkStream wire, int status, IEnumerable<KeyValuePair<string, string>> headers, byte[] body, Random? cuts, CancellationToken cancellationToken)
    {
        var head = $"HTTP/1.1 {status} Recorded\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
            + string.Concat(headers.Select(header => $"{header.Key}: {header.Value}\r\n")) + "\r\n";
        await wire.WriteAsync(Encoding.Latin1.GetBytes(head), cancellationToken);
        for (var at = 0; at < body.Length;)
        {
            var size = Math.Min(body.Length - at, cuts is null ? body.Length : 2 * cuts.Next(64) + 1);
            await wire.WriteAsync(Encoding.ASCII.GetBytes($"{size:x}\r\n"), cancellationToken);
            await wire.WriteAsync(body.AsMemory(at, size), cancellationToken);
            await wire.WriteAsync("\r\n"u8.ToArray(), cancellationToken);
            at += size;
        }

        await wire.WriteAsync("0\r\n\r\n"u8.ToArray(), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_talks);
        _stop.Dispose();
    }

    async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _talks.Add(TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or InvalidOperationException)
        {
        }
    }

    async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.NoDelay = true;
                var wire = client.GetStream();
                if (await WireRequestSeen.ReadAsync(wire, _stop.Token) is { } request)
                {
                    _seen.Enqueue(request);
                    await _answer(request, wire, _stop.Token);
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                // The other side has left, or the test is over.
            }
        }
    }
}
