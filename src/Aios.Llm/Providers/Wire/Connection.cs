using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Aios.Llm.Providers.Wire;

/// <summary>The way to an endpoint: no redirects, no retries, no cookies, no proxy unasked, and our deadlines instead of the client's.</summary>
sealed class Connection : IDisposable
{
    static readonly MediaTypeHeaderValue _json = new("application/json");

    readonly HttpClient _http;
    readonly Action<HttpRequestHeaders, string> _authorise;

    /// <param name="authorise">Puts the key where the API looks for it.</param>
    public Connection(Endpoint endpoint, Action<HttpRequestHeaders, string> authorise, TimeProvider clock)
    {
        (Endpoint, Clock, _authorise) = (endpoint, clock, authorise);
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, // .NET takes x-api-key along to wherever it is sent
            AutomaticDecompression = DecompressionMethods.All,
            ConnectCallback = ConnectAsync,
            ConnectTimeout = Timeout.InfiniteTimeSpan,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // so that a name that moves is noticed
            Proxy = endpoint.Proxy is { } proxy ? new WebProxy(proxy) : null,
            UseCookies = false,
            UseProxy = endpoint.Proxy is not null,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
    }

    public Endpoint Endpoint { get; }

    public TimeProvider Clock { get; }

    public RateLimits Limits { get; } = new();

    public Task<Reply> PostAsync(WireRequest request, CancellationToken cancellationToken)
    {
        HttpRequestMessage message = new(HttpMethod.Post, Endpoint.At(request.Path))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body.ToJsonString())) { Headers = { ContentType = _json } },
        };
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        return SendAsync(message, request.Stream, cancellationToken);
    }

    public Task<Reply> GetAsync(string path, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        HttpRequestMessage message = new(HttpMethod.Get, Endpoint.At(path));
        foreach (var (name, value) in headers)
        {
            message.Headers.Add(name, value);
        }

        return SendAsync(message, stream: false, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    async Task<Reply> SendAsync(HttpRequestMessage message, bool stream, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in Endpoint.Headers)
        {
            message.Headers.Add(name, value);
        }

        if (Endpoint.Key is { } key)
        {
            _authorise(message.Headers, key.RevealTo(message.RequestUri!)); // set in both constructors above
        }

        Patience patience = new(Endpoint.Deadlines, Clock, cancellationToken);
        try
        {
            patience.WaitFor("first byte", stream ? Endpoint.Deadlines.FirstByte : Endpoint.Deadlines.Whole);
            var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            Limits.Read(response.Headers, Clock.GetUtcNow());
            return new(response, patience, Endpoint, Clock);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            using (patience)
            {
                throw WireFailure.Of(exception, patience, Endpoint) ?? exception;
            }
        }
    }

    /// <remarks>The handler's own time for this is real time, which no test can wait for.</remarks>
    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenSource tooLong = new(Endpoint.Deadlines.Connect, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (OperationCanceledException exception) when (tooLong.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new ConnectTimeoutException(Endpoint.Deadlines.Connect, exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>Nobody answered at the address in time.</summary>
sealed class ConnectTimeoutException(TimeSpan after, Exception cause)
    : IOException($"No connection within {after.TotalSeconds:0.###} s", cause);
