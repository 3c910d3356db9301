using Aios.Server.Emulation.Answers;
using Xunit;

namespace Aios.Tests.Server.Dialects;

/// <summary>Answers have the shape that each vendor documents, event by event.</summary>
public sealed class AnswerShapeTests
{
    const string Everything = """
        answers:
          - text: Well
            thinking: Hm
            tools: [{ name: look, arguments: { at: 1 } }]
            usage: { input: 10, cache_read: 20, cache_write_5m: 3, cache_write_1h: 4, output: 30, reasoning: 5 }
        """;

    static CancellationToken Token => TestContext.Current.CancellationToken;

    static Task<Wire> StartAsync() => Wire.StartAsync(new() { Answers = new ScriptChatClient(Script.Parse(Everything)) });

    [Fact]
    public async Task A_message_streams_block_by_block()
    {
        await using var wire = await StartAsync();
        var body = """{"model":"m","max_tokens":5000,"stream":true,"thinking":{"type":"enabled","budget_tokens":1024},"messages":[{"role":"user","content":"Go"}]}""";

        var events = await Wire.EventsAsync(await wire.PostAsync("/v1/messages", body, Token), Token);

        Assert.Equal(
            [
                "message_start", "ping", "content_block_start thinking", "content_block_delta thinking_delta", "content_block_delta signature_delta", "content_block_stop",
                "content_block_start text", "content_block_delta text_delta", "content_block_stop",
                "content_block_start tool_use", "content_block_delta input_json_delta", "content_block_delta input_json_delta", "content_block_delta input_json_delta", "content_block_stop",
                "message_delta", "message_stop",
            ],
            events.Select(each => string.Join(' ', ((string?[])[each.Event, Word(each.Data, "content_block", "type") ?? Word(each.Data, "delta", "type")]).OfType<string>())));
        Assert.All(events, each => Assert.Equal(each.Event, each.Data.GetProperty("type").GetString()));
        Assert.Equal(Text("""{"stop_reason":"tool_use","stop_sequence":null}"""), Text(events[^2].Data.GetProperty("delta").GetRawText()));
        Assert.Equal(
            """{"input_tokens":10,"cache_creation_input_tokens":7,"cache_read_input_tokens":20,"output_tokens":30,"output_tokens_details":{"thinking_tokens":5}}""",
            events[^2].Data.GetProperty("usage").GetRawText());
        Assert.Equal("""{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":4}""", events[0].Data.GetProperty("message").GetProperty("usage").GetProperty("cache_creation").GetRawText());
    }

    [Fact]
    public async Task A_completion_streams_in_chunks_that_close_with_the_usage()
    {
        await using var wire = await StartAsync();

        var response = await wire.AskAsync("openai-chat", streams: true, Token);
        var text = await response.Content.ReadAsStringAsync(Token);
        var chunks = text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("data: [DONE]", chunks[^1]);
        Assert.Contains("\"choices\":[],\"usage\":{\"prompt_tokens\":37,\"completion_tokens\":30,\"total_tokens\":67,\"prompt_tokens_details\":{\"cached_tokens\":20,", chunks[^2], StringComparison.Ordinal);
        Assert.Contains("\"finish_reason\":\"tool_calls\"", chunks[^3], StringComparison.Ordinal);
        Assert.Contains("\"delta\":{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", chunks[0], StringComparison.Ordinal);
        Assert.All(chunks.SkipLast(1), chunk => Assert.Contains("\"obfuscation\":\"", chunk, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_response_streams_item_by_item_and_counts_its_events()
    {
        await using var wire = await StartAsync();
        var body = """{"model":"m","input":"Go","stream":true,"reasoning":{"effort":"low","summary":"auto"}}""";

        var events = await Wire.EventsAsync(await wire.PostAsync("/v1/responses", body, Token), Token);

        Assert.Equal(
            [
                "response.created", "response.in_progress",
                "response.output_item.added", "response.reasoning_summary_part.added", "response.reasoning_summary_text.delta", "response.reasoning_summary_text.done", "response.reasoning_summary_part.done", "response.output_item.done",
                "response.output_item.added", "response.content_part.added", "response.output_text.delta", "response.output_text.done", "response.content_part.done", "response.output_item.done",
                "response.output_item.added", "response.function_call_arguments.delta", "response.function_call_arguments.delta", "response.function_call_arguments.done", "response.output_item.done",
                "response.completed",
            ],
            events.Select(each => each.Event));
        Assert.Equal(Enumerable.Range(0, events.Count), events.Select(each => each.Data.GetProperty("sequence_number").GetInt32()));
        var response = events[^1].Data.GetProperty("response");
        Assert.Equal(["reasoning", "message", "function_call"], response.GetProperty("output").EnumerateArray().Select(item => item.GetProperty("type").GetString()));
        Assert.Equal(67, response.GetProperty("usage").GetProperty("total_tokens").GetInt32());
    }

    [Fact]
    public async Task Ollama_streams_lines_of_which_the_last_has_the_counts()
    {
        await using var wire = await StartAsync();
        var body = """{"model":"m","think":true,"messages":[{"role":"user","content":"Go"}]}""";

        var lines = await Wire.EventsAsync(await wire.PostAsync("/api/chat", body, Token), Token);

        Assert.Equal([false, false, false, true], lines.Select(line => line.Data.GetProperty("done").GetBoolean()));
        Assert.Equal("Hm", Word(lines[0].Data, "message", "thinking"));
        Assert.Equal("Well", Word(lines[1].Data, "message", "content"));
        Assert.Equal("""{"at":1}""", lines[2].Data.GetProperty("message").GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetRawText());
        Assert.Equal((37, 30, "stop"), (lines[3].Data.GetProperty("prompt_eval_count").GetInt32(), lines[3].Data.GetProperty("eval_count").GetInt32(), lines[3].Data.GetProperty("done_reason").GetString()));
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task A_stream_and_a_whole_answer_bill_the_same(string dialect)
    {
        await using var wire = await Wire.StartAsync();

        await (await wire.AskAsync(dialect, streams: false, Token)).Content.ReadAsStringAsync(Token);
        await (await wire.AskAsync(dialect, streams: true, Token)).Content.ReadAsStringAsync(Token);

        Assert.Equal([false, true], wire.Emulator.Exchanges.Select(exchange => exchange.Streamed));
        Assert.Single(wire.Emulator.Exchanges.Select(exchange => exchange.Usage).Distinct());
        Assert.True(wire.Emulator.Exchanges[0].Usage is { Input: > 0, Output: > 0 });
        Assert.All(wire.Emulator.Exchanges, exchange => Assert.True(exchange.Finished));
    }

    static string? Word(System.Text.Json.JsonElement element, string member, string name) =>
        element.TryGetProperty(member, out var inner) && inner.TryGetProperty(name, out var value) ? value.GetString() : null;

    static string Text(string json) => json.Replace(" ", "", StringComparison.Ordinal);
}
