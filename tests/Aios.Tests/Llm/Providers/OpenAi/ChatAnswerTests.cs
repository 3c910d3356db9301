using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

/// <summary>What nobody recorded, or not for us to see: shapes that are known from reports.</summary>
public class ChatAnswerTests
{
    const string Done = "data: [DONE]\n\n";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""data: {"error":{"code":400,"message":"Token limit reached"},"choices":[{"index":0,"delta":{"content":""}}]}""", FailureKind.ContextTooLong, "Token limit reached")]
    [InlineData("""event: error|data: {"error":{"message":"No call.","type":"invalid_request_error","code":"tool_use_failed"}}""", FailureKind.Malformed, "No call.")]
    [InlineData("""event: error|data: {"message":"Too much to do.","code":503}""", FailureKind.Overloaded, "Too much to do.")]
    [InlineData("""data: {"error":"The engine died."}""", FailureKind.Overloaded, "The engine died.")]
    [InlineData("""data: {"object":"error","message":"Bad.","code":400}""", FailureKind.InvalidRequest, "Bad.")]
    [InlineData("""data: {"error":{"code":"content_filter","message":"Filtered.","status":400}}""", FailureKind.Refused, "Filtered.")]
    public async Task An_error_inside_a_good_stream_is_a_failure_with_what_was_counted(string error, FailureKind kind, string message)
    {
        var played = await Chat("""{"choices":[{"index":0,"delta":{"content":"Half an"}}],"usage":{"prompt_tokens":5,"completion_tokens":2}}""", error.Replace("|", "\n", StringComparison.Ordinal));

        Assert.Equal("Half an", played.Text);
        Assert.Equal((kind, message), (played.Failure?.Kind, played.Failure?.Message));
        Assert.Equal(new Usage { Input = 5, Output = 2 }, played.Failure?.Usage);
    }

    [Fact]
    public async Task A_stream_without_an_end_is_cut_and_its_half_call_is_never_told()
    {
        var played = await Chat("""{"choices":[{"index":0,"delta":{"content":"I call.","tool_calls":[{"index":0,"id":"c1","function":{"name":"f","arguments":"{\"a"}}]}}]}""");

        Assert.Equal(FailureKind.Truncated, played.Failure?.Kind);
        Assert.Empty(played.Contents.OfType<FunctionCallContent>());
    }

    [Theory]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}""", "")]
    [InlineData("""{"choices":[{"index":0,"delta":{}}]}""", Done)]
    [InlineData("""{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}""", "")]
    [InlineData("""{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}|{"choices":[{"index":0,"delta":{},"finish_reason":""}]}""", "")]
    public async Task One_sign_of_an_end_is_enough(string last, string end)
    {
        var played = await Played.BodyAsync($"data: {{\"choices\":[{{\"delta\":{{\"content\":\"Hi\"}}}}]}}\n\ndata: {last.Replace("|", "\n\ndata: ", StringComparison.Ordinal)}\n\n{end}", OpenAiApi.ChatCompletions, Token);

        Assert.Equal(("Hi", null), (played.Text, played.Failure));
    }

    [Theory]
    [InlineData("")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n")]
    [InlineData("data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\n\ndata: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":0}}\n\n")]
    public async Task An_answer_that_ends_before_it_says_anything_is_none(string before)
    {
        var played = await Played.BodyAsync(before + Done, OpenAiApi.ChatCompletions, Token);

        Assert.Equal(FailureKind.Malformed, played.Failure?.Kind);
    }

    [Theory]
    [InlineData("null", 1)]
    [InlineData("\"stop\"", 0)]
    public async Task An_end_without_a_reason_is_not_sure_to_be_one(string reason, int warnings)
    {
        var played = await Played.BodyAsync("data: {\"choices\":[{\"delta\":{\"content\":\"Hi\"},\"finish_reason\":" + reason + "}]}\n\n" + Done, OpenAiApi.ChatCompletions, Token);

        Assert.Equal(("Hi", null), (played.Text, played.Failure));
        Assert.Equal(warnings, Warnings.In(played.Contents).Count(warning => warning.ErrorCode == "end_unconfirmed"));
    }

    [Theory]
    [InlineData("""{"choices":[{"delta":{"content":"\ud800"}}]}""")]
    [InlineData("""{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"\ud800"}}]}}]}""")]
    [InlineData("""{"choices":[{"delta":{"content":"!"}}],"citations":["\ud800"]}""")]
    public async Task Half_a_letter_is_one_event_that_cannot_be_read(string chunk)
    {
        var played = await Chat("""{"choices":[{"delta":{"content":"Hi"}}]}""", chunk, """{"choices":[{"delta":{},"finish_reason":"stop"}]}""");

        Assert.Equal(("Hi", null), (played.Text, played.Failure));
        Assert.Equal("unreadable_event", Assert.Single(Warnings.In(played.Contents)).ErrorCode);
    }

    [Fact]
    public async Task Usage_before_the_text_is_no_end()
    {
        string[] begun = ["""{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":0}}""", """{"choices":[{"delta":{"content":"Hi"}}]}"""];

        Assert.Equal(FailureKind.Truncated, (await Chat(begun)).Failure?.Kind);

        var whole = await Chat([.. begun, """{"choices":[{"delta":{},"finish_reason":"stop"}]}""", """{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}"""]);
        Assert.Equal(new Usage { Input = 5, Output = 2 }, Usage.Of(Assert.Single(whole.Contents.OfType<UsageContent>()).Details));
    }

    [Fact]
    public void An_answer_has_ended_even_if_its_stream_stays_open()
    {
        var reader = new Aios.Llm.Providers.OpenAi.Chat.ChatReader(Ask.Thinker);
        foreach (var chunk in (string[])["""{"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}""", """{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":2}}"""])
        {
            Assert.False(reader.HasEnded);
            Assert.NotNull(reader.Read("message", chunk).ToList());
        }

        Assert.True(reader.HasEnded);
    }

    [Fact]
    public async Task Calls_that_come_interleaved_are_put_together_by_index()
    {
        var calls = await Calls(
            """[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}]""",
            """[{"index":1,"id":"b","type":"function","function":{"name":"g","arguments":"{\"y\""}}]""",
            """[{"index":0,"id":"","type":"function","function":{"name":"","arguments":"{\"x\":1}"}}]""",
            """[{"index":1,"id":null,"function":{"name":null,"arguments":":2}"}}]""");

        Assert.Equal(["a f x=1", "b g y=2"], calls);
    }

    [Fact]
    public async Task Whole_calls_without_an_index_or_under_the_same_one_are_calls_of_their_own()
    {
        Assert.Equal(["a f x=1", "b f x=2"], await Calls("""[{"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}]""", """[{"id":"b","function":{"name":"f","arguments":"{\"x\":2}"}}]"""));
        Assert.Equal(["a f x=1", "b f x=2"], await Calls("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"}}]""", """[{"index":0,"id":"b","function":{"name":"f","arguments":"{\"x\":2}"}}]"""));
        Assert.Equal(["call__0 f x=1", "call__1 f x=2"], await Calls("""[{"index":0,"function":{"name":"f","arguments":"{\"x\":"}}]""", """[{"index":0,"function":{"name":"f","arguments":"1}"}}]""", """[{"index":0,"function":{"name":"f","arguments":"{\"x\":2}"}}]"""));
        Assert.Equal(["call__0 f x=1", "call__1 g x=2"], await Calls("""[{"function":{"name":"f","arguments":{"x":1}}}]""", """[{"function":{"name":"g","arguments":{"x":2}}}]"""));
    }

    [Fact]
    public async Task Empty_calls_beside_real_ones_are_none() =>
        Assert.Equal(["a f x=1"], await Calls("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{\"x\":1}"},"custom":{"name":"","input":""}},{"index":1,"id":"","function":{"name":"","arguments":""}}]"""));

    [Fact]
    public async Task Arguments_that_are_a_null_are_kept_as_they_came()
    {
        var played = await Chat(Chunk("""[{"index":0,"id":"a","function":{"name":"f","arguments":"null"}}]"""), """{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}""");

        var call = Assert.Single(played.Contents.OfType<FunctionCallContent>());
        Assert.Equal("null", call.RawArguments);
        Assert.NotNull(call.Exception);
    }

    [Fact]
    public async Task Chunks_of_audio_without_choices_and_members_nobody_knows_are_passed_by()
    {
        var played = await Chat(
            """{"id":"x","object":"chat.completion.chunk","model":"m","created":1,"obfuscation":"abc"}""",
            """{"id":"x","choices":[{"index":0,"delta":{"audio":{"id":"a1","transcript":"Hi"}}}]}""",
            """{"id":"x","choices":[{"index":1,"delta":{"content":"another choice"}},{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}""");

        Assert.Equal(("Hi", null), (played.Text, played.Failure));
    }

    [Fact]
    public async Task The_message_so_far_is_not_read_beside_its_pieces_and_the_last_usage_counts()
    {
        var played = await Chat(
            """{"choices":[{"index":0,"delta":{"content":"po"},"message":{"content":"po"}}],"usage":{"prompt_tokens":5,"completion_tokens":1}}""",
            """{"choices":[{"index":0,"delta":{"content":"ng"},"message":{"content":"pong"},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2}}""");

        Assert.Equal("pong", played.Text);
        Assert.Equal(2, Assert.Single(played.Contents.OfType<UsageContent>()).Details.OutputTokenCount);
    }

    [Theory]
    [InlineData("""{"prompt_tokens":-5,"completion_tokens":2}""")]
    [InlineData("""{"prompt_tokens":99999999999999,"completion_tokens":2}""")]
    [InlineData("""{"prompt_tokens":1e400}""")]
    [InlineData("""{"prompt_tokens":"NaN"}""")]
    [InlineData("{}")]
    public async Task Usage_that_cannot_be_is_as_good_as_none(string usage)
    {
        var played = await Chat($"{{\"choices\":[{{\"delta\":{{\"content\":\"Hi\"}},\"finish_reason\":\"stop\"}}],\"usage\":{usage}}}");

        Assert.Null(played.Failure);
        Assert.Empty(played.Contents.OfType<UsageContent>());
    }

    [Fact]
    public async Task Thoughts_come_apart_from_the_answer_however_they_are_spelt()
    {
        var played = await Chat(
            """{"choices":[{"delta":{"reasoning_content":"I "}}]}""",
            """{"choices":[{"delta":{"reasoning":"think","reasoning_content":"think"}}]}""",
            """{"choices":[{"delta":{"content":[{"type":"thinking","thinking":[{"type":"text","text":"."}]},{"type":"text","text":"Hi"}]},"finish_reason":"stop"}]}""");

        Assert.Equal("I think.", string.Concat(played.Contents.OfType<TextReasoningContent>()));
        Assert.Equal("Hi", played.Text);
    }

    [Fact]
    public async Task An_answer_that_ends_in_an_error_without_words_is_no_answer()
    {
        var played = await Chat("""{"choices":[{"delta":{"content":"Hal"},"finish_reason":"error"}]}""");

        Assert.Equal(FailureKind.Overloaded, played.Failure?.Kind);
    }

    [Fact]
    public async Task A_refusal_is_told_as_one()
    {
        var played = await Chat("""{"choices":[{"delta":{"refusal":"I'm "}}]}""", """{"choices":[{"delta":{"refusal":"sorry."},"finish_reason":"stop"}]}""");

        var refusal = Assert.Single(played.Contents.OfType<ErrorContent>());
        Assert.Equal(("refusal", "I'm sorry."), (refusal.ErrorCode, refusal.Message));
    }

    [Fact]
    public async Task Calls_are_why_an_answer_ended_even_if_it_says_stop()
    {
        var played = await Chat(Chunk("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]"""), """{"service_tier":"flex","choices":[{"delta":{},"finish_reason":"stop"}]}""");

        Assert.Equal(ChatFinishReason.ToolCalls, played.Updates[^1].FinishReason);
        Assert.Equal("stop", played.Updates[^1].AdditionalProperties?[AnswerProperties.StopReason]);
        Assert.Equal("flex", played.Updates[^1].AdditionalProperties?[AnswerProperties.ServiceTier]);
    }

    [Fact]
    public async Task Thoughts_that_a_server_wants_back_go_back()
    {
        var played = await Chat(
            """{"choices":[{"delta":{"reasoning_content":"I look.","reasoning_details":[]}}]}""",
            Chunk("""[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]"""),
            """{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}""");
        List<ChatMessage> history = [new(ChatRole.User, "Look.")];
        history.AddMessages(played.Updates);
        history.Add(new(ChatRole.Tool, [new FunctionResultContent("a", "done")]));

        Assert.Equal("I look.", (string?)Ask.Compatible(Ask.Thinker, [.. history]).Body["messages"]?[1]?["reasoning_content"]);
        Assert.All([Ask.Compatible("openai/other", [.. history]), Ask.Compatible("vllm/default", [.. history]), Ask.Chat(new(), [.. history])], request =>
        {
            Assert.Null(request.Body["messages"]?[1]?["reasoning_content"]); // thoughts of another, and OpenAI's own API takes none
            Assert.Single(request.Warnings);
        });
        Assert.Null(Ask.Compatible(Ask.Thinker, [.. history, new(ChatRole.User, "And now?")]).Body["messages"]?[1]?["reasoning_content"]); // DeepSeek refuses those of turns that are over
    }

    [Fact]
    public async Task Signed_thoughts_go_back_whole_however_they_were_cut()
    {
        var played = await Chat(
            """{"choices":[{"delta":{"reasoning_details":[{"type":"reasoning.text","text":"I ","index":0,"signature":null}]}}]}""",
            """{"choices":[{"delta":{"reasoning_details":[{"type":"reasoning.text","text":"look.","index":0,"signature":"s1"},{"type":"reasoning.encrypted","data":"e1","index":1}]}}]}""",
            """{"choices":[{"delta":{"content":"Hi"},"finish_reason":"stop"}]}""");
        List<ChatMessage> history = [];
        history.AddMessages(played.Updates);

        Ask.Says(Ask.Compatible(Ask.Thinker, [.. history]), ("messages",
            """
            [{"role":"assistant","reasoning_details":[{"type":"reasoning.text","text":"I look.","index":0,"signature":"s1"},{"type":"reasoning.encrypted","data":"e1","index":1}],"content":"Hi"}]
            """));
    }

    static async Task<string[]> Calls(params string[] pieces)
    {
        var played = await Chat([.. pieces.Select(Chunk), """{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}"""]);
        Assert.Null(played.Failure);
        return [.. played.Contents.OfType<FunctionCallContent>().Select(call => $"{call.CallId} {call.Name} {string.Join(',', (call.Arguments ?? new Dictionary<string, object?>()).Select(pair => $"{pair.Key}={pair.Value}"))}")];
    }

    static string Chunk(string calls) => $"{{\"choices\":[{{\"index\":0,\"delta\":{{\"tool_calls\":{calls}}}}}]}}";

    /// <param name="chunks">As JSON, or as whole events.</param>
    static Task<Played> Chat(params string[] chunks) =>
        Played.BodyAsync(string.Concat(chunks.Select(chunk => $"{(chunk.StartsWith('{') ? "data: " : "")}{chunk}\n\n")), OpenAiApi.ChatCompletions, Token);
}
