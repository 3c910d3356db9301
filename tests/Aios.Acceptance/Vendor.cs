using System.Text;
using Aios.Testing;

namespace Aios.Acceptance;

/// <summary>What a vendor says over its wire.</summary>
static class Vendor
{
    public const string Key = "sk-canary-acceptance-0123456789";

    static readonly string _whole = """
        {"id":"msg_1","type":"message","role":"assistant","model":"MODEL","content":[{"type":"text","text":"Hello from afar."}],
         "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":11,"output_tokens":5}}
        """;

    static readonly string[] _events =
    [
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"MODEL","content":[],"stop_reason":null,"usage":{"input_tokens":11,"output_tokens":1}}}""",
        """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello "}}""",
        """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"from afar."}}""",
        """{"type":"content_block_stop","index":0}""",
        """{"type":"message_delta","delta":{"stop_reason":"STOP"},"usage":{"output_tokens":5}}""",
        """{"type":"message_stop"}""",
    ];

    /// <summary>Anthropic's Messages API with one answer, in pieces or in one as it was asked for.</summary>
    public static WireServer Messages(string stopReason = "end_turn") => new((request, wire, token) =>
    {
        if (request.Method != "POST")
        {
            return SayAsync(wire, 200, "application/json", """{"data":[{"type":"model","id":"claude-here","display_name":"Here","created_at":"2026-01-01T00:00:00Z"}],"has_more":false,"first_id":"claude-here","last_id":"claude-here"}""", token);
        }

        var model = request.Json.GetProperty("model").GetString();
        var streams = request.Json.TryGetProperty("stream", out var stream) && stream.GetBoolean();
        var body = streams
            ? string.Concat(_events.Select(data => $"event: {TypeOf(data)}\ndata: {data}\n\n")).Replace("STOP", stopReason, StringComparison.Ordinal)
            : _whole;
        return SayAsync(wire, 200, streams ? "text/event-stream" : "application/json", body.Replace("MODEL", model, StringComparison.Ordinal), token);
    });

    /// <summary>An error of the same API.</summary>
    public static WireServer Failing(int status, string type, string message) => WireServer.Saying(
        status, "application/json", $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{message}}}"},"request_id":"req_1"}""", ("request-id", "req_1"));

    public static Task SayAsync(System.Net.Sockets.NetworkStream wire, int status, string type, string body, CancellationToken cancellationToken) =>
        WireServer.WriteAsync(wire, status, [new("Content-Type", type)], Encoding.UTF8.GetBytes(body), cuts: null, cancellationToken);

    static string TypeOf(string data) => System.Text.Json.JsonDocument.Parse(data).RootElement.GetProperty("type").GetString() ?? "";
}
