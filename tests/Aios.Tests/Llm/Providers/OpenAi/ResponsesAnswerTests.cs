using System.Text.Json.Nodes;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

/// <summary>What nobody recorded, or not for us to see.</summary>
public class ResponsesAnswerTests
{
    const string Created = """{"type":"response.created","response":{"id":"resp_1","model":"m","status":"in_progress","output":[]}}""";
    const string Delta = """{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":"Hello"}""";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_streamed_stands_and_a_warning_carries_the_finished_text()
    {
        var played = await Stream(Created, Delta, Completed("""[{"type":"message","id":"msg_1","content":[{"type":"output_text","text":"Good-bye"}]}]"""));

        Assert.Equal(("Hello", null), (played.Text, played.Failure));
        Assert.Equal("Good-bye", Assert.Single(Warnings.In(played.Contents)).Details);
    }

    [Fact]
    public async Task What_was_not_streamed_comes_with_the_end()
    {
        var played = await Stream(Created, Delta, Completed("""[{"type":"message","id":"msg_1","content":[{"type":"output_text","text":"Hello there"}]},{"type":"function_call","id":"fc_1","call_id":"c1","name":"f","arguments":"{}"}]"""));

        Assert.Equal("Hello there", played.Text);
        Assert.Single(played.Contents.OfType<FunctionCallContent>());
        Assert.Equal(ChatFinishReason.ToolCalls, played.Updates[^1].FinishReason);
    }

    [Fact]
    public async Task An_end_without_items_leaves_those_that_were_finished_before()
    {
        var played = await Stream(
            Created,
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"function_call","id":"fc_1","call_id":"c1","name":"f","arguments":"{\"x\":1}"}}""",
            Completed("[]"));

        Assert.Equal("c1", Assert.Single(played.Contents.OfType<FunctionCallContent>()).CallId);
        Assert.Null(played.Failure);
    }

    [Fact]
    public async Task An_item_whose_id_changes_on_the_way_is_told_once()
    {
        var played = await Stream(
            Created,
            """{"type":"response.output_item.added","output_index":0,"item":{"type":"message","id":"one","content":[]}}""",
            Delta,
            """{"type":"response.output_item.done","output_index":0,"item":{"type":"message","id":"two","content":[{"type":"output_text","text":"Hello"}]}}""",
            Completed("""[{"type":"message","id":"three","content":[{"type":"output_text","text":"Hello"}]}]"""));

        Assert.Equal("Hello", played.Text);
    }

    [Theory]
    [InlineData("""{"type":"error","code":"server_error","message":"The server had an error.","param":null}""", FailureKind.Overloaded, "server_error")]
    [InlineData("""{"type":"error","error":{"type":"tokens","code":"rate_limit_exceeded","message":"Too fast."}}""", FailureKind.RateLimited, "rate_limit_exceeded")]
    [InlineData("""{"type":"response.failed","response":{"id":"resp_1","status":"failed","error":{"code":"insufficient_quota","message":"No money."},"output":[]}}""", FailureKind.QuotaExhausted, "insufficient_quota")]
    public async Task An_error_after_the_beginning_is_a_failure(string error, FailureKind kind, string code)
    {
        var played = await Stream(Created, Delta, error);

        Assert.Equal((kind, code, code), (played.Failure?.Kind, played.Failure?.ErrorType, played.Failure?.ErrorCode));
        Assert.Equal("Hello", played.Text);
    }

    [Fact]
    public async Task A_stream_without_its_last_event_is_cut()
    {
        var played = await Stream(Created, Delta);

        Assert.Equal(FailureKind.Truncated, played.Failure?.Kind);
    }

    [Theory]
    [InlineData("content_filter", "content_filter")]
    [InlineData("max_output_tokens", "length")]
    public async Task An_answer_that_is_not_complete_says_why(string reason, string finish)
    {
        var played = await Played.BodyAsync(
            $$"""{"id":"resp_1","status":"incomplete","incomplete_details":{"reason":"{{reason}}"},"output":[{"type":"function_call","call_id":"c1","name":"f","arguments":"{\"x"}]}""", OpenAiApi.Responses, Token);

        Assert.Equal("{\"x", Assert.Single(played.Contents.OfType<FunctionCallContent>()).RawArguments);
        Assert.Equal(new ChatFinishReason(finish), played.Updates.Single(update => update.FinishReason is not null).FinishReason);
    }

    [Theory]
    [InlineData("""{"id":"resp_1","status":"failed","error":{"code":"server_error","message":"Sorry."},"output":[]}""", FailureKind.Overloaded)]
    [InlineData("""{"id":"resp_1","status":"cancelled","output":[]}""", FailureKind.Truncated)]
    [InlineData("""{"hello":"world"}""", FailureKind.Truncated)]
    public async Task A_document_that_is_no_whole_answer_is_none(string body, FailureKind kind) =>
        Assert.Equal(kind, (await Played.BodyAsync(body, OpenAiApi.Responses, Token)).Failure?.Kind);

    [Fact]
    public async Task Events_that_nobody_knows_are_passed_by()
    {
        var played = await Stream(Created, """{"type":"response.new_thing.delta","delta":{"x":1}}""", "{}", Delta, Completed("[]"));

        Assert.Equal(("Hello", null), (played.Text, played.Failure));
    }

    [Fact]
    public async Task Searches_are_counted_and_the_page_that_was_opened_is_not()
    {
        var played = await Stream(Created, Completed("""[{"type":"web_search_call","id":"ws_1","action":{"type":"search"}},{"type":"web_search_call","id":"ws_2","action":{"type":"open_page"}}]"""));

        Assert.Equal(1, Aios.Llm.Models.Usage.Of(Assert.Single(played.Contents.OfType<UsageContent>()).Details).WebSearches);
        Assert.All(played.Contents.OfType<FunctionCallContent>(), call => Assert.True(call.InformationalOnly));
    }

    [Fact]
    public async Task Thoughts_calls_and_searches_go_back_unchanged_on_the_next_turn()
    {
        const string Thoughts = """{"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"I look."}],"encrypted_content":"gAAAA"}""";
        const string Search = """{"id":"ws_1","type":"web_search_call","status":"completed","action":{"type":"search","query":"sky"}}""";
        const string Call = """{"id":"fc_1","type":"function_call","status":"completed","arguments":"{ \"city\": \"Bonn\" }","call_id":"c1","name":"weather"}""";
        var played = await Stream(
            Created,
            """{"type":"response.output_item.added","output_index":0,"item":{"id":"rs_1","type":"reasoning","summary":[]}}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"I "}""",
            """{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"look."}""",
            $$"""{"type":"response.output_item.done","output_index":0,"item":{{Thoughts}}}""",
            $$"""{"type":"response.output_item.done","output_index":1,"item":{{Search}}}""",
            """{"type":"response.output_item.added","output_index":2,"item":{"id":"msg_1","type":"message","phase":"commentary","content":[]}}""",
            """{"type":"response.output_text.delta","output_index":2,"delta":"A moment."}""",
            $$"""{"type":"response.output_item.done","output_index":3,"item":{{Call}}}""",
            Completed("[]"));
        List<ChatMessage> history = [new(ChatRole.User, "Weather?")];
        history.AddMessages(played.Updates);
        history.Add(new(ChatRole.Tool, [new FunctionResultContent("c1", "sunny")]));

        var request = Ask.ResponsesOf(Ask.Reasoner, new(), [.. history]);

        Assert.Empty(request.Warnings);
        Assert.Equal("I look.", Assert.Single(history[1].Contents.OfType<TextReasoningContent>()).Text);
        Ask.Says(request, ("input",
            $$"""
            [{"type":"message","role":"user","content":[{"type":"input_text","text":"Weather?"}]},
             {{Thoughts}},{{Search}},
             {"type":"message","role":"assistant","content":[{"type":"output_text","text":"A moment.","annotations":[]}],"phase":"commentary"},
             {{Call}},
             {"type":"function_call_output","call_id":"c1","output":"sunny"}]
            """));
        Assert.Single(Ask.Chat(new(), [.. history]).Warnings); // where they mean nothing they are left out

        var elsewhere = Ask.ResponsesAt("openai/other", Ask.Reasoner, new(), [.. history]);
        Assert.Single(elsewhere.Warnings);
        Assert.DoesNotContain("gAAAA", elsewhere.Body.ToJsonString(), StringComparison.Ordinal);
    }

    static string Completed(string output) => new JsonObject
    {
        ["type"] = "response.completed",
        ["response"] = new JsonObject
        {
            ["id"] = "resp_1",
            ["model"] = "m",
            ["status"] = "completed",
            ["output"] = JsonNode.Parse(output),
            ["usage"] = new JsonObject { ["input_tokens"] = 5, ["output_tokens"] = 2 },
        },
    }.ToJsonString();

    static Task<Played> Stream(params string[] events) => Played.BodyAsync(string.Concat(events.Select(each => $"data: {each}\n\n")), OpenAiApi.Responses, Token);
}
