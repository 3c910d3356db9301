using System.Text;
using Aios.Server.Emulation.Serving;
using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Recordings;

/// <summary>Plays recordings at <c>/recordings/{id}/</c>, whatever is asked below that.</summary>
/// <param name="seed">Decides where bodies are cut.</param>
sealed class RecordingRoute(RecordingShelf shelf, int seed)
{
    public const string Path = "/recordings/";

    const int LongestPiece = 127;

    public async Task<Exchange> PlayAsync(HttpContext context, Exchange exchange)
    {
        var id = Uri.UnescapeDataString(exchange.Path[Path.Length..].Split('/')[0]);
        exchange = exchange with
        {
            Finished = true,
            HasKey = context.Request.Headers.Authorization.Count > 0 || context.Request.Headers.ContainsKey("x-api-key"),
        };
        if (await shelf.FindAsync(id, context.RequestAborted) is not { } recorded)
        {
            await new Reply(404, "text/plain", $"There is no recording {id}.\n").WriteAsync(context.Response, context.RequestAborted);
            return exchange with { Status = 404 };
        }

        context.Response.StatusCode = recorded.Status;
        foreach (var (name, value) in recorded.Headers)
        {
            context.Response.Headers[name] = value;
        }

        await SendAsync(context.Response, Encoding.UTF8.GetBytes(recorded.Body), context.RequestAborted);
        return exchange with { Status = recorded.Status, Provider = recorded.Provider, Dialect = recorded.Endpoint };
    }

    /// <summary>In pieces of odd lengths, so that characters and lines are cut too.</summary>
    async Task SendAsync(HttpResponse response, byte[] body, CancellationToken cancellationToken)
    {
        Random cuts = new(seed);
        for (var at = 0; at < body.Length;)
        {
            var length = Math.Min(body.Length - at, 2 * cuts.Next((LongestPiece + 1) / 2) + 1);
            await response.Body.WriteAsync(body.AsMemory(at, length), cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
            at += length;
        }
    }
}
