using Aios.Testing;

namespace Aios.Tests.Llm.Providers.Anthropic;

/// <summary>Streams of the Messages API, written by hand.</summary>
static class Sse
{
    public const string Start =
        """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-test","content":[],"stop_reason":null,"usage":{"input_tokens":10,"cache_read_input_tokens":20,"output_tokens":1}}}""";

    public const string Stop = """{"type":"message_stop"}""";

    public static WireServer Saying(params IEnumerable<string> events) => WireServer.Saying(200, "text/event-stream", Of(events));

    /// <summary>Server-sent events, each named by its own type.</summary>
    public static string Of(params IEnumerable<string> events) => string.Concat(events.Select(data => $"event: {Name(data)}\ndata: {data}\n\n"));

    public static string Text(string text, int index = 0) =>
        $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"text_delta","text":"{{{text}}}"}}""";

    public static string Begin(string block, int index = 0) => $$"""{"type":"content_block_start","index":{{index}},"content_block":{{block}}}""";

    public static string Delta(string delta, int index = 0) => $$"""{"type":"content_block_delta","index":{{index}},"delta":{{delta}}}""";

    public static string End(int index = 0) => $$"""{"type":"content_block_stop","index":{{index}}}""";

    public static string Over(string reason, string usage = """{"output_tokens":7}""") =>
        $$"""{"type":"message_delta","delta":{"stop_reason":"{{reason}}"},"usage":{{usage}}}""";

    static string Name(string data) => data.Split("\"type\":\"", 2) is [_, var rest] ? rest.Split('"')[0] : "data";
}
