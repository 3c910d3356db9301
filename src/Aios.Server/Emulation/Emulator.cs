using System.Net;
using Aios.Server.Emulation.Faults;
using Aios.Server.Emulation.Recordings;
using Aios.Server.Emulation.Serving;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Aios.Server.Emulation;

/// <summary>A provider that is none: it speaks the wires of Anthropic, OpenAI and Ollama on loopback, and misbehaves as it is told.</summary>
/// <remarks>It is a bare Kestrel: a host with its services and settings would take longer to begin than all else together.</remarks>
public sealed class Emulator : IAsyncDisposable
{
    const long LargestRequest = 64 << 20;

    readonly KestrelServer _server;
    readonly Desk _desk;
    readonly ControlRoutes _control;
    readonly RouteTable _routes;

    Emulator(KestrelServer server, EmulatorOptions options, TimeProvider clock)
    {
        RecordingShelf recordings = new(options.Recordings);
        _server = server;
        _desk = new(options, clock);
        _control = new(_desk, recordings);
        _routes = new(_desk, new(recordings, options.Seed));
    }

    /// <summary>Where it listens; OpenAI's clients want <c>/v1</c> after it.</summary>
    public Uri Address => new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>The faults that hold now; they can be changed at any time.</summary>
    public FaultPlan Faults => _desk.Faults;

    /// <summary>What has been asked so far; the latest 10,000.</summary>
    public IReadOnlyList<Exchange> Exchanges => _desk.Journal.Exchanges;

    public Bill Bill => _desk.Journal.Bill;

    /// <exception cref="ScriptException">The recordings are not there.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<Emulator> StartAsync(EmulatorOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        KestrelServerOptions kestrel = new() { AddServerHeader = false };
        kestrel.Limits.MaxRequestBodySize = LargestRequest;
        kestrel.Limits.MinResponseDataRate = null; // slowness is a fault that one can ask for
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        SocketTransportFactory sockets = new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        Emulator emulator = new(new(Options.Create(kestrel), sockets, NullLoggerFactory.Instance), options, clock);
        await emulator._server.StartAsync(new Application(emulator), cancellationToken);
        return emulator;
    }

    /// <summary>The base address at which a recording is played; OpenAI's clients want <c>/v1</c> after it.</summary>
    public Uri AddressOf(string recording) => new(Address, $"{RecordingRoute.Path}{Uri.EscapeDataString(recording)}");

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource now = new();
        await now.CancelAsync();
        await _server.StopAsync(now.Token); // whoever still listens is cut off
        _server.Dispose();
    }

    async Task HandleAsync(HttpContext context)
    {
        if (!IsLocal(context.Request.Host.Host))
        {
            // A page on the web could otherwise reach us under a name of its own.
            await new Reply(403, "text/plain", "The emulator answers on loopback only.\n").WriteAsync(context.Response, context.RequestAborted);
            return;
        }

        if (IsForeignPage(context.Request.Headers))
        {
            // A page may send plain text anywhere without asking, and a script of faults is plain text.
            await new Reply(403, "text/plain", "The emulator answers no pages from elsewhere.\n").WriteAsync(context.Response, context.RequestAborted);
            return;
        }

        var path = context.Request.Path.Value ?? "/";
        if (path != Reply.RedirectPath && (path == ControlRoutes.Path || path.StartsWith(ControlRoutes.Path + "/", StringComparison.Ordinal)))
        {
            await _control.AnswerAsync(context);
            return;
        }

        var exchange = _desk.Journal.Open(number => new()
        {
            Number = number,
            At = _desk.Clock.GetUtcNow(),
            Method = context.Request.Method,
            Path = path,
            RequestId = _desk.Ids.Next("req_01", 22),
        });
        _desk.Journal.Replace(await _routes.Find(exchange.Method, path)(context, exchange));
    }

    /// <summary>A browser says where a page comes from; programs say nothing.</summary>
    static bool IsForeignPage(IHeaderDictionary headers) =>
        headers.Origin.Count > 0
            ? !headers.Origin.All(origin => Uri.TryCreate(origin, UriKind.Absolute, out var page) && IsLocal(page.Host))
            : headers["Sec-Fetch-Site"].Contains("cross-site");

    static bool IsLocal(string host) => host is "localhost" || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    /// <summary>What Kestrel hands its requests to.</summary>
    sealed class Application(Emulator emulator) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => emulator.HandleAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
