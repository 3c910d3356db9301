using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.Anthropic;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Anthropic;

/// <summary>Answers that nobody recorded, written by hand after what is known of the wire.</summary>
public sealed class MessagesReaderTests
{
    [Theory]
    [InlineData("end_turn", "stop")]
    [InlineData("stop_sequence", "stop")]
    [InlineData("max_tokens", "length")]
    [InlineData("model_context_window_exceeded", "length")]
    [InlineData("tool_use", "tool_calls")]
    [InlineData("refusal", "content_filter")]
    [InlineData("pause_turn", "pause_turn")]
    [InlineData("something_new", "something_new")]
    public async Task Why_an_answer_ended_is_said_in_both_tongues(string word, string reason)
    {
        await using var streaming = Sse.Saying(Sse.Start, Sse.Begin("""{"type":"text","text":""}"""), Sse.Text("Hi"), Sse.End(), Sse.Over(word), Sse.Stop);
        await using var whole = WireServer.Saying(200, "application/json",
            $$$"""{"id":"msg_1","type":"message","model":"claude-test","content":[{"type":"text","text":"Hi"}],"stop_reason":"{{{word}}}","usage":{"input_tokens":10,"output_tokens":7}}""");

        foreach (var (server, stream) in new[] { (streaming, true), (whole, false) })
        {
            var (updates, failure) = await Claude.AskAsync(server, stream);
            Assert.Null(failure);
            Assert.Equal("Hi", updates.ToChatResponse().Text);
            Assert.Equal(reason, updates[^1].FinishReason?.Value ?? updates.ToChatResponse().FinishReason?.Value);
            Assert.Contains(updates, update => (string?)update.AdditionalProperties?[AnswerProperties.StopReason] == word);
        }
    }

    [Fact]
    public async Task A_refusal_says_why_where_the_provider_does()
    {
        await using var server = Sse.Saying(Sse.Start, """{"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal","explanation":"Not this."}},"usage":{"output_tokens":1}}""", Sse.Stop);

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Null(failure);
        Assert.Equal("Not this.", Assert.Single(updates.SelectMany(update => update.Contents).OfType<ErrorContent>(), content => content.ErrorCode == "refusal").Message);
    }

    [Fact]
    public async Task What_is_counted_late_replaces_what_was_counted_early()
    {
        await using var server = Sse.Saying(
            """{"type":"message_start","message":{"id":"m","model":"x","usage":{"input_tokens":10,"cache_creation_input_tokens":30,"cache_creation":{"ephemeral_5m_input_tokens":10,"ephemeral_1h_input_tokens":20},"output_tokens":1,"service_tier":"priority"}}}""",
            Sse.Over("end_turn", """{"input_tokens":11,"cache_read_input_tokens":5,"cache_creation_input_tokens":33,"output_tokens":40,"output_tokens_details":{"thinking_tokens":12},"server_tool_use":{"web_search_requests":2}}"""),
            Sse.Stop);

        var (updates, _) = await Claude.AskAsync(server, stream: true);

        var usage = Assert.Single(updates.SelectMany(update => update.Contents).OfType<UsageContent>());
        Assert.Equal(
            new Usage { Input = 11, CacheRead = 5, CacheWrite5m = 13, CacheWrite1h = 20, Output = 40, Reasoning = 12, WebSearches = 2 },
            Usage.Of(usage.Details));
        Assert.Equal("priority", updates[^1].AdditionalProperties?[AnswerProperties.ServiceTier]);
    }

    [Theory]
    [InlineData("""{"input_tokens":-1,"output_tokens":-5}""")]
    [InlineData("""{"input_tokens":9e300,"output_tokens":99999999999999999}""")]
    [InlineData("""{"input_tokens":"many"}""")]
    [InlineData("null")]
    public void Counts_that_cannot_be_are_none(string usage)
    {
        MessagesReader reader = new();

        var updates = reader.ReadWhole(JsonDocument.Parse($$"""{"content":[],"stop_reason":"end_turn","usage":{{usage}}}""").RootElement).ToList();

        Assert.Null(reader.Usage);
        Assert.Empty(updates.SelectMany(update => update.Contents));
    }

    [Fact]
    public async Task A_stream_that_others_end_with_a_word_of_their_own_is_whole()
    {
        await using var server = WireServer.Saying(200, "text/event-stream",
            Sse.Of(Sse.Start, Sse.Begin("""{"type":"text","text":""}"""), Sse.Text("Hi") + "        ", """{"type":"ping"}""", """{"type":"news","x":1}""", Sse.End(), Sse.Over("end_turn")) + "event: data\ndata: [DONE]\n\n");

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Null(failure);
        Assert.Equal("Hi", updates.ToChatResponse().Text);
    }

    [Fact]
    public async Task A_stream_that_just_ends_is_truncated_and_keeps_what_was_counted()
    {
        await using var server = Sse.Saying(Sse.Start, Sse.Begin("""{"type":"text","text":""}"""), Sse.Text("Hi"));

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Equal("Hi", updates.ToChatResponse().Text);
        Assert.Equal(FailureKind.Truncated, failure?.Kind);
        Assert.Equal(new Usage { Input = 10, CacheRead = 20, Output = 1 }, failure?.Usage);
    }

    [Theory]
    [InlineData("overloaded_error", "Overloaded", FailureKind.Overloaded)]
    [InlineData("api_error", "Internal server error", FailureKind.Overloaded)]
    [InlineData("rate_limit_error", "Slow down", FailureKind.RateLimited)]
    [InlineData("invalid_request_error", "prompt is too long: 208310 tokens > 200000 maximum", FailureKind.ContextTooLong)]
    [InlineData("brand_new_error", "Hm", FailureKind.Overloaded)]
    public async Task An_error_inside_a_stream_is_a_failure(string type, string message, FailureKind kind)
    {
        await using var server = Sse.Saying(
            Sse.Start, Sse.Begin("""{"type":"text","text":""}"""), Sse.Text("Hi"),
            $$$"""{"type":"error","error":{"details":null,"type":"{{{type}}}","message":"{{{message}}}"},"request_id":"req_1"}              """);

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Equal("Hi", updates.ToChatResponse().Text);
        Assert.Equal((kind, type, message, "req_1"), (failure!.Kind, failure.ErrorType, failure.Message, failure.RequestId));
        Assert.Equal(10, failure.Usage?.Input);
    }

    [Fact]
    public async Task An_error_in_a_good_answer_s_place_is_a_failure()
    {
        await using var server = WireServer.Saying(200, "application/json", """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""");

        Assert.Equal(FailureKind.Overloaded, (await Claude.AskAsync(server, stream: false)).Failure?.Kind);
        Assert.Equal(FailureKind.Overloaded, (await Claude.AskAsync(server, stream: true)).Failure?.Kind);
    }

    [Theory]
    [InlineData("{\"completion\":\"Hi\"}")]
    [InlineData("[]")]
    [InlineData("{\"content\":[{\"type\":")]
    public async Task What_is_no_answer_is_malformed(string body)
    {
        await using var server = WireServer.Saying(200, "application/json", body);

        Assert.Equal(FailureKind.Malformed, (await Claude.AskAsync(server, stream: false)).Failure?.Kind);
    }

    [Theory]
    [InlineData("max_tokens", null)]
    [InlineData("tool_use", FailureKind.Malformed)]
    public async Task Half_a_call_is_a_failure_unless_the_answer_may_be_no_longer(string reason, FailureKind? kind)
    {
        await using var server = Sse.Saying(
            Sse.Start, Sse.Begin("""{"type":"tool_use","id":"t","name":"f","input":{}}"""), Sse.Delta("""{"type":"input_json_delta","partial_json":"{\"a\":"}"""), Sse.Over(reason), Sse.Stop);

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Equal(kind, failure?.Kind);
        Assert.Equal(kind is null ? ["{\"a\":"] : [], updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>().Select(call => call.RawArguments));
    }

    [Fact]
    public async Task Misplaced_and_unknown_events_do_no_harm()
    {
        await using var server = Sse.Saying(
            Sse.End(9), Sse.Start, Sse.Text("Hi"), Sse.Delta("""{"type":"mood_delta","mood":"good"}"""), Sse.Begin("""{"type":"hologram","id":"h"}""", 1),
            Sse.Delta("""{"type":"hologram_delta","light":5}""", 1), Sse.End(1), Sse.End(), Sse.Over("end_turn"), Sse.Stop);

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Null(failure);
        Assert.Equal("Hi", updates.ToChatResponse().Text);
        var hologram = Assert.Single(updates.SelectMany(update => update.Contents), content => content.RawRepresentation is JsonElement);
        Assert.Equal("""{"type":"hologram","id":"h","light":5}""", hologram.RawRepresentation?.ToString());
    }

    [Fact]
    public async Task Citations_say_where_a_text_comes_from()
    {
        await using var server = Sse.Saying(
            Sse.Start, Sse.Begin("""{"type":"text","text":"","citations":[]}"""),
            Sse.Delta("""{"type":"citations_delta","citation":{"type":"web_search_result_location","url":"https://host/a","title":"A","cited_text":"so","encrypted_index":"e"}}"""),
            Sse.Text("It is so."), Sse.End(), Sse.Over("end_turn"), Sse.Stop);

        var (updates, _) = await Claude.AskAsync(server, stream: true);

        var response = updates.ToChatResponse();
        Assert.Equal("It is so.", response.Text);
        var citation = Assert.IsType<CitationAnnotation>(Assert.Single(response.Messages[0].Contents, content => content.Annotations is not null).Annotations![0]);
        Assert.Equal(("A", "so", "https://host/a"), (citation.Title, citation.Snippet, citation.Url?.ToString()));

        Written.Same(
            """{"role":"assistant","content":[{"type":"text","text":"It is so.","citations":[{"type":"web_search_result_location","url":"https://host/a","title":"A","cited_text":"so","encrypted_index":"e"}]}]}""",
            Written.Of([.. response.Messages, Written.User("And?")]).Body["messages"]![0]);
    }

    [Theory]
    [InlineData("null", true)]
    [InlineData("""{"output_tokens":-1}""", false)]
    [InlineData("""{"output_tokens":7,"cache_read_input_tokens":-1}""", false)]
    public async Task Output_that_was_not_counted_is_not_billed(string usage, bool isCountedInPart)
    {
        string[] events = [Sse.Start, Sse.Begin("""{"type":"text","text":""}"""), Sse.Text("Hi"), Sse.End(), Sse.Over("end_turn", usage), Sse.Stop];
        await using var server = Sse.Saying(events);

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Null(failure);
        Assert.Empty(updates.SelectMany(update => update.Contents).OfType<UsageContent>());
        var reader = new Aios.Llm.Providers.Anthropic.MessagesReader();
        Assert.All(events, data => Assert.NotNull(reader.Read("message", data).ToList()));
        Assert.Equal(isCountedInPart, reader.Usage is not null);
    }
}
