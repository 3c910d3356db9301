using Aios.Llm.Providers;
using Aios.Llm.Providers.Anthropic;
using Microsoft.Extensions.AI;
using Xunit;
using static Aios.Tests.Llm.Providers.Anthropic.Written;

namespace Aios.Tests.Llm.Providers.Anthropic;

public sealed class MessagesCacheTests
{
    static readonly AITool[] _tools = [AIFunctionFactory.Create(() => 1, "one"), AIFunctionFactory.Create(() => 2, "two")];

    [Fact]
    public void Marks_stand_on_tools_on_the_system_and_on_messages()
    {
        var body = Of(
            [new(ChatRole.System, [Marked("Rules", CacheLife.Hour)]), User(Marked("Text", CacheLife.FiveMinutes), new TextContent("Question"))],
            new() { Tools = _tools, AdditionalProperties = new() { [AnthropicOptions.CacheTools] = CacheLife.Hour } }).Body;

        Assert.Null(body["tools"]![0]!["cache_control"]);
        Same("""{"type":"ephemeral","ttl":"1h"}""", body["tools"]![1]!["cache_control"]);
        Same("""[{"type":"text","text":"Rules","cache_control":{"type":"ephemeral","ttl":"1h"}}]""", body["system"]);
        Same("""[{"type":"text","text":"Text","cache_control":{"type":"ephemeral"}},{"type":"text","text":"Question"}]""", body["messages"]![0]!["content"]);
    }

    [Fact]
    public void The_result_of_a_tool_can_be_marked() => Same(
        """{"type":"tool_result","tool_use_id":"a","content":"long","cache_control":{"type":"ephemeral"}}""",
        Of([new(ChatRole.Tool, [new FunctionResultContent("a", "long").KeepUpToHere(CacheLife.FiveMinutes)])]).Body["messages"]![0]!["content"]![0]);

    [Fact]
    public void Of_more_than_four_marks_the_first_and_the_last_are_kept()
    {
        var request = Of([User([.. "abcdef".Select(letter => Marked($"{letter}", CacheLife.FiveMinutes))])]);

        Assert.Equal("adef", string.Concat(request.Body["messages"]![0]!["content"]!.AsArray().Where(block => block!["cache_control"] is not null).Select(block => (string?)block!["text"])));
        Assert.Contains("6", Assert.Single(request.Warnings));
    }

    [Fact]
    public void Nothing_is_kept_for_an_hour_behind_what_is_kept_for_five_minutes()
    {
        var request = Of([User(Marked("a", CacheLife.Hour), Marked("b", CacheLife.FiveMinutes), Marked("c", CacheLife.Hour))]);

        Assert.Equal(["1h", null, null], request.Body["messages"]![0]!["content"]!.AsArray().Select(block => (string?)block!["cache_control"]!["ttl"]));
        Assert.Single(request.Warnings);
    }

    [Fact]
    public void A_model_that_keeps_nothing_is_not_asked_to()
    {
        var request = Of([User(Marked("a", CacheLife.Hour))], capabilities: new() { PromptCaching = false });

        Assert.DoesNotContain("cache_control", request.Body.ToJsonString());
        Assert.Empty(request.Warnings);
    }

    static AIContent Marked(string text, CacheLife life) => new TextContent(text).KeepUpToHere(life);

    [Fact]
    public void Marks_within_the_results_of_tools_count()
    {
        AIContent[] parts = [.. "abc".Select(letter => Marked($"{letter}", CacheLife.FiveMinutes))];

        var request = Of([new(ChatRole.Tool, [new FunctionResultContent("t", parts).KeepUpToHere(CacheLife.FiveMinutes)]), User(Marked("d", CacheLife.Hour))]);

        var blocks = request.Body["messages"]!.AsArray().SelectMany(message => message!["content"]!.AsArray()).ToList();
        Assert.Equal([true, false, true], blocks[0]!["content"]!.AsArray().Select(block => block!["cache_control"] is not null));
        Assert.Null(blocks[^1]!["cache_control"]!["ttl"]);
        Assert.Equal(2, request.Warnings.Count);
    }
}
