using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Aios.Llm.Providers.Wire;

/// <summary>The way to an endpoint: no redirects, no retries, no cookies, no proxy unasked, and our deadlines instead of the client's.</summary>
sealed class Connection : IDisposable
{
    static readonly MediaTypeHeaderValue _json = new("application/json");

    /// <summary>No web page holds this JSON: escapes would only make pictures and most languages longer.</summary>
    static readonly JsonSerializerOptions _asItIs = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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
            ResponseDrainTimeout = TimeSpan.FromMilliseconds(200), // who leaves early does not keep the provider writing
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

    /// <summary>By how much the endpoint's clock is ahead of ours; null before it has said.</summary>
    public TimeSpan? Skew { get; private set; }

    public Task<Reply> PostAsync(WireRequest request, CancellationToken cancellationToken)
    {
        HttpRequestMessage message = new(HttpMethod.Post, Endpoint.At(request.Path))
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body.ToJsonString(_asItIs))) { Headers = { ContentType = _json } },
        };
        foreach (var (name, value) in request.Headers)
        {
            message.Headers.Add(name, value);
        }

        return SendAsync(message, request.IsWritten ? Endpoint.Deadlines.Whole : Endpoint.Deadlines.FirstByte, cancellationToken);
    }

    public Task<Reply> GetAsync(string path, IReadOnlyDictionary<string, string> headers, CancellationToken cancellationToken)
    {
        HttpRequestMessage message = new(HttpMethod.Get, Endpoint.At(path));
        foreach (var (name, value) in headers)
        {
            message.Headers.Add(name, value);
        }

        return SendAsync(message, Endpoint.Deadlines.FirstByte, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    async Task<Reply> SendAsync(HttpRequestMessage message, TimeSpan firstByte, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in Endpoint.Headers)
        {
            message.Headers.Add(name, value);
        }

        if (Endpoint.Key is { } key)
        {
            var value = key.RevealTo(message.RequestUri!); // set in both constructors above
            _authorise(message.Headers, value.All(char.IsAscii) && !value.Any(char.IsControl) ? value : throw new ProviderException(
                new(FailureKind.Unauthorised, "The key holds characters that no key can have, such as a line break. Was it copied whole, and nothing else?")));
        }

        Patience patience = new(Endpoint.Deadlines, Clock, cancellationToken);
        try
        {
            patience.WaitFor("first byte", firstByte);
            var response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            Limits.Read(response.Headers, Clock.GetUtcNow());
            Skew = response.Headers.Date - Clock.GetUtcNow() ?? Skew;
            return new(response, patience, Endpoint, Clock);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            using (patience)
            {
                throw WireFailure.Of(exception, patience, Endpoint, mayBeBilled: !HadNoConnection(exception)) ?? exception;
            }
        }
    }

    /// <summary>Nothing of the request has left: what has, may have been read, although no answer came.</summary>
    static bool HadNoConnection(Exception exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    /// <remarks>The handler's own time for this is real time, which no test can wait for.</remarks>
    async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        using CancellationTokenSource tooLong = new(Endpoint.Deadlines.Connect, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, either.Token);
            NetworkStream stream = new(socket, ownsSocket: true);
            return MakesSecure ? await SecureAsync(stream, context.DnsEndPoint.Host, either.Token) : stream;
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException && tooLong.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
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

    /// <summary>The handler would do so too, but for as long as it takes. Behind a proxy it has to: only it knows when the proxy has let us through.</summary>
    bool MakesSecure => Endpoint.Proxy is null && Endpoint.Address.Scheme == Uri.UriSchemeHttps;

    static async Task<SslStream> SecureAsync(Stream stream, string host, CancellationToken cancellationToken)
    {
        SslStream secure = new(stream); // whoever fails here gives up the socket
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellationToken);
        return secure;
    }
}

/// <summary>Nobody answered at the address in time.</summary>
sealed class ConnectTimeoutException(TimeSpan after, Exception cause)
    : IOException($"No connection within {after.TotalSeconds:0.###} s", cause);
