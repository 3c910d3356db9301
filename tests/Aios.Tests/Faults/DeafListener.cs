using System.Net;
using System.Net.Sockets;

namespace Aios.Tests.Faults;

/// <summary>A port that nobody serves: whoever asks there waits for ever.</summary>
sealed class DeafListener : IDisposable
{
    const int Queue = 8;

    readonly List<Socket> _sockets = [];

    /// <param name="isFull">Its queue is full, so that nobody else gets even a connection.</param>
    public DeafListener(bool isFull)
    {
        var listener = Open();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(isFull ? 0 : Queue);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port; // bound above
        for (var waiting = 0; isFull && waiting < Queue; waiting++)
        {
            var socket = Open();
            socket.Blocking = false;
            try
            {
                socket.Connect(IPAddress.Loopback, Port);
            }
            catch (SocketException exception) when (exception.SocketErrorCode is SocketError.WouldBlock or SocketError.InProgress)
            {
                // It stands in the queue, or before it.
            }
        }
    }

    public int Port { get; }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    Socket Open()
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        return socket;
    }
}
