using System.Text.Json;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Routing;

public sealed class AnswerFaultTests
{
    static readonly ChatOptions _needsTool = new() { ToolMode = ChatToolMode.RequireAny, Tools = [AIFunctionFactory.Create(() => 1, "look"), AIFunctionFactory.Create(() => 1, "listen")] };
    static readonly ChatOptions _needsJson = new() { ResponseFormat = ChatResponseFormat.Json };

    static readonly ChatOptions _needsSchema = new()
    {
        ResponseFormat = ChatResponseFormat.ForJsonSchema(JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""")),
    };

    [Fact]
    public void A_text_is_an_answer() => Assert.Null(Fault(null, new TextContent("Rome")));

    [Fact]
    public void What_was_cut_off_is_truncated_whatever_it_says()
    {
        var fault = Fault(_needsSchema, ChatFinishReason.Length, new TextContent("""{"city":"Rome"}"""));

        Assert.Equal(FailureKind.Truncated, fault?.Kind);
    }

    public static TheoryData<string, AIContent[]> Silent => new()
    {
        { "nothing", [] },
        { "an empty text", [new TextContent("")] },
        { "thoughts", [new TextReasoningContent("Rome?")] },
        { "usage", [new UsageContent(new() { OutputTokenCount = 5 })] },
        { "what a provider keeps for itself", [new AIContent { RawRepresentation = "x" }] },
        { "an error that is no refusal", [new ErrorContent("?")] },
    };

    [Theory]
    [MemberData(nameof(Silent), DisableDiscoveryEnumeration = true)]
    public void What_has_no_word_for_anybody_is_none(string what, AIContent[] contents) => Assert.True(Fault(null, contents) is { Kind: FailureKind.Malformed }, what);

    [Fact]
    public void A_refusal_is_an_answer_whatever_was_demanded()
    {
        Assert.Null(Fault(_needsSchema, new ErrorContent("I will not.") { ErrorCode = "refusal" }));
        Assert.Null(Fault(_needsTool, ChatFinishReason.ContentFilter, new TextContent("")));
    }

    [Fact]
    public void A_tool_that_had_to_be_called_was_called()
    {
        Assert.Equal(FailureKind.Malformed, Fault(_needsTool, new TextContent("No."))?.Kind);
        Assert.Null(Fault(_needsTool, new FunctionCallContent("1", "look")));
        Assert.Null(Fault(new() { ToolMode = ChatToolMode.Auto, Tools = _needsTool.Tools }, new TextContent("No.")));
        Assert.Null(Fault(new() { ToolMode = ChatToolMode.RequireAny }, new TextContent("There is none.")));
    }

    [Fact]
    public void The_tool_that_had_to_be_called_was_that_one()
    {
        ChatOptions options = new() { ToolMode = ChatToolMode.RequireSpecific("look"), Tools = _needsTool.Tools };

        Assert.Contains("look was not called", Fault(options, new FunctionCallContent("1", "listen"))?.Message, StringComparison.Ordinal);
        Assert.Null(Fault(options, new FunctionCallContent("1", "listen"), new FunctionCallContent("2", "look")));
    }

    [Fact]
    public void What_a_provider_has_run_itself_is_no_call_that_was_demanded_and_excuses_from_nothing()
    {
        FunctionCallContent search = new("1", "web_search") { InformationalOnly = true };

        Assert.NotNull(Fault(_needsTool, search, new TextContent("Found.")));
        Assert.NotNull(Fault(_needsJson, search, new TextContent("Found.")));
        Assert.Null(Fault(_needsJson, search, new TextContent("{}")));
    }

    [Fact]
    public void A_call_that_cannot_be_read_is_none()
    {
        var fault = Fault(null, new FunctionCallContent("1", "look") { Exception = new JsonException("It ends too soon.") });

        Assert.Equal((FailureKind.Malformed, "The call of look cannot be read: It ends too soon."), (fault?.Kind, fault?.Message));
    }

    [Theory]
    [InlineData("""{"city":"Rome"}""", true)]
    [InlineData("""{"city":7}""", false)]
    [InlineData("""{}""", false)]
    [InlineData("Rome", false)]
    [InlineData("""{"city":"Rome"} and more""", false)]
    public void An_answer_fits_its_schema(string text, bool fits) => Assert.Equal(fits ? null : FailureKind.Malformed, Fault(_needsSchema, new TextContent(text))?.Kind);

    [Fact]
    public void Json_without_a_schema_is_any_json()
    {
        Assert.Null(Fault(_needsJson, new TextContent("[1,"), new TextContent("2]")));
        Assert.NotNull(Fault(_needsJson, new TextContent("```json\n[1]\n```")));
    }

    [Fact]
    public void Whoever_calls_a_tool_says_no_json_yet() => Assert.Null(Fault(_needsSchema, new FunctionCallContent("1", "look")));

    [Fact]
    public void Whoever_asks_may_find_faults_of_his_own()
    {
        var request = Request(null) with { FaultOf = answer => answer.Text == "Rome" ? "It is not Paris." : null };

        Assert.Equal("It is not Paris.", AnswerFault.Of(request, [new(ChatRole.Assistant, "Rome")])?.Message);
        Assert.Null(AnswerFault.Of(request, [new(ChatRole.Assistant, "Paris")]));
    }

    static Failure? Fault(ChatOptions? options, params AIContent[] contents) => Fault(options, ChatFinishReason.Stop, contents);

    static Failure? Fault(ChatOptions? options, ChatFinishReason end, params AIContent[] contents) =>
        AnswerFault.Of(Request(options), [.. contents.Select(content => new ChatResponseUpdate(ChatRole.Assistant, [content])), new() { FinishReason = end }]);

    static RouteRequest Request(ChatOptions? options) => new([new(ChatRole.User, "Where?")], options);
}
