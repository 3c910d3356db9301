using Microsoft.AspNetCore.Http;

namespace Aios.Server.Emulation.Serving;

/// <summary>Answers as one does.</summary>
sealed class ResponseSink(HttpResponse response) : IAnswerSink
{
    public Task StartAsync(CancellationToken cancellationToken) => response.Body.FlushAsync(cancellationToken); // to start it alone sends nothing

    public async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        await response.Body.WriteAsync(bytes, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    public Task EndAsync(CancellationToken cancellationToken) => response.CompleteAsync();

    public Task CloseAsync(CancellationToken cancellationToken)
    {
        response.HttpContext.Abort();
        return Task.CompletedTask;
    }

    public void Reset() => response.HttpContext.Abort();
}
