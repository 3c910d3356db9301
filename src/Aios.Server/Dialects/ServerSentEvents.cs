namespace Aios.Server.Dialects;

/// <summary>The framing of all streams but Ollama's.</summary>
static class ServerSentEvents
{
    public const string ContentType = "text/event-stream; charset=utf-8";

    public static string Text(Frame frame) =>
        (frame.Event is null ? "" : $"event: {frame.Event}\n") + $"data: {Compact.Text(frame.Json!)}\n\n"; // what is not raw is JSON
}
