namespace Aios.Server.Emulation.Serving;

/// <summary>Where an answer goes.</summary>
interface IAnswerSink
{
    /// <summary>Sends the status line and the headers, once.</summary>
    Task StartAsync(CancellationToken cancellationToken);

    Task SendAsync(byte[] bytes, CancellationToken cancellationToken);

    /// <summary>The answer is whole.</summary>
    Task EndAsync(CancellationToken cancellationToken);

    /// <summary>The connection is closed as it is.</summary>
    Task CloseAsync(CancellationToken cancellationToken);

    void Reset();
}
