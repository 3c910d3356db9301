using Aios.Llm.Models;
using Aios.Llm.Providers.Anthropic;
using Microsoft.Extensions.AI;
using Xunit;
using static Aios.Tests.Llm.Providers.Anthropic.Written;

namespace Aios.Tests.Llm.Providers.Anthropic;

/// <summary>What goes over the wire is what the Messages API asks for.</summary>
public sealed class MessagesRequestTests
{
    [Fact]
    public void A_question_is_a_model_a_limit_and_a_message()
    {
        var request = Of([User("Hi")]);

        Assert.Equal("v1/messages", request.Path);
        Assert.Equal("2023-06-01", request.Headers["anthropic-version"]);
        Assert.Empty(request.Warnings);
        Same("""{"model":"claude-test","max_tokens":1000,"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""", request.Body);
    }

    [Fact]
    public void A_stream_is_asked_for() => Assert.True((bool)Of([User("Hi")], stream: true).Body["stream"]!);

    [Fact]
    public void Instructions_and_system_messages_stand_apart_and_in_order() => Same(
        """[{"type":"text","text":"One"},{"type":"text","text":"Two"},{"type":"text","text":"Three"}]""",
        Of([new(ChatRole.System, "Two"), new(ChatRole.System, "Three"), User("Hi")], new() { Instructions = "One" }).Body["system"]);

    [Fact]
    public void A_system_message_that_comes_late_is_moved_and_that_is_said()
    {
        var request = Of([User("Hi"), new(ChatRole.System, "Be brief"), User("Well?")]);

        Same("""[{"type":"text","text":"Be brief"}]""", request.Body["system"]);
        Same("""[{"role":"user","content":[{"type":"text","text":"Hi"},{"type":"text","text":"Well?"}]}]""", request.Body["messages"]);
        Assert.Contains("system message", Assert.Single(request.Warnings));
    }

    [Fact]
    public void Messages_take_turns() => Same(
        """
        [{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},
         {"role":"assistant","content":[{"type":"text","text":"c"},{"type":"text","text":"d"}]},
         {"role":"user","content":[{"type":"text","text":"e"}]}]
        """,
        Of([User("a"), User("b"), Assistant(new TextContent("c")), Assistant(new TextContent("d")), User("e")]).Body["messages"]);

    [Fact]
    public void What_says_nothing_is_not_sent() => Same(
        """[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]""",
        Of([User("a"), Assistant(new TextContent(" ")), User(new TextContent(""), new TextContent("b"))]).Body["messages"]);

    [Fact]
    public void The_limit_is_the_question_s_or_else_the_model_s_or_else_what_any_model_can()
    {
        Assert.Equal(7, (int)Member("max_tokens", new() { MaxOutputTokens = 7 })!);
        Assert.Equal(1000, (int)Member("max_tokens", new())!);
        Assert.Equal(4096, (int)MessagesRequest.Of(new(Claude.Model with { MaxOutput = null }, [User("Hi")], new(), false)).Body["max_tokens"]!);
    }

    [Fact]
    public void A_limit_above_the_model_s_is_lowered_and_that_is_said()
    {
        var request = Of([User("Hi")], new() { MaxOutputTokens = 5000 });

        Assert.Equal(1000, (int)request.Body["max_tokens"]!);
        Assert.Single(request.Warnings);
    }

    [Fact]
    public void Stop_sequences_tier_and_user_are_said()
    {
        var body = Of([User("Hi")], new()
        {
            StopSequences = ["END", "\n\n"],
            AdditionalProperties = new() { [AnthropicOptions.ServiceTier] = "standard_only", [AnthropicOptions.UserId] = "u-1" },
        }).Body;

        Same("""["END","\n\n"]""", body["stop_sequences"]);
        Assert.Equal("standard_only", (string?)body["service_tier"]);
        Same("""{"user_id":"u-1"}""", body["metadata"]);
    }

    [Fact]
    public void The_beginning_of_an_answer_ends_without_white_space()
    {
        var request = Of([User("Hi"), Assistant(new TextContent("Once upon \n"))]);

        Same("""{"role":"assistant","content":[{"type":"text","text":"Once upon"}]}""", request.Body["messages"]![1]);
        Assert.Single(request.Warnings);
    }

    [Theory]
    [InlineData(false, null)]
    [InlineData(false, Thinking.Budget)]
    [InlineData(null, Thinking.Effort)]
    public void A_model_that_goes_on_with_no_answer_is_not_given_the_beginning_of_one(bool? prefill, Thinking? thinking) => Assert.Contains(
        "user's message",
        Refused(() => Of([User("Hi"), Assistant(new TextContent("Once"))], capabilities: new() { Prefill = prefill, Thinking = thinking })).Message);

    [Fact]
    public void A_conversation_kept_by_the_provider_is_refused() => Refused(() => Of([User("Hi")], new() { ConversationId = "c" }));

    [Fact]
    public void Counting_sends_what_is_counted_and_no_more()
    {
        var request = MessagesRequest.ToCount(new(
            Claude.Model, [User("Hi")], new() { Instructions = "Be brief", Temperature = 0.5f, StopSequences = ["x"], AdditionalProperties = new() { ["user_id"] = "u" } }, false));

        Assert.Equal("v1/messages/count_tokens", request.Path);
        Same("""{"model":"claude-test","system":[{"type":"text","text":"Be brief"}],"messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}]}""", request.Body);
    }
}
