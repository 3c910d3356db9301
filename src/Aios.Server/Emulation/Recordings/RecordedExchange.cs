using System.Text.Json;
using Aios.Server.Dialects;

namespace Aios.Server.Emulation.Recordings;

/// <summary>An answer that a provider once gave.</summary>
sealed record RecordedExchange(string Id, string? Provider, string? Endpoint, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body)
{
    /// <summary>What belongs to the connection and not to the answer.</summary>
    static readonly string[] _framing = ["content-length", "transfer-encoding", "content-encoding", "connection", "keep-alive"];

    /// <exception cref="JsonException">It is none.</exception>
    public static RecordedExchange Parse(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var recording = document.RootElement;
        return new(
            recording.Word("id") ?? throw new JsonException("A recording has an id."),
            recording.Word("provider"),
            recording.Word("endpoint"),
            recording.Whole("status") ?? 200,
            [
                .. recording.Member("response_headers") is { IsObject: true } headers
                    ? headers.EnumerateObject().Where(header => !_framing.Contains(header.Name.ToLowerInvariant()))
                        .Select(header => KeyValuePair.Create(header.Name, header.Value.IsText ? header.Value.GetString() ?? "" : header.Value.GetRawText()))
                    : [],
            ],
            recording.Word("response_body") ?? throw new JsonException("A recording has a response_body."));
    }
}
