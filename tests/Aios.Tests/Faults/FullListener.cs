using System.Net;
using System.Net.Sockets;

namespace Aios.Tests.Faults;

/// <summary>A port whose queue is full and that nobody serves: who connects to it waits for ever.</summary>
sealed class FullListener : IDisposable
{
    readonly List<Socket> _sockets = [];

    public FullListener()
    {
        var listener = Open();
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        Port = ((IPEndPoint)listener.LocalEndPoint!).Port; // bound above
        for (var waiting = 0; waiting < 8; waiting++)
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
