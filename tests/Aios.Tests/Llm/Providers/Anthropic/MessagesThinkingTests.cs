using Aios.Llm.Models;
using Microsoft.Extensions.AI;
using Xunit;
using static Aios.Tests.Llm.Providers.Anthropic.Written;

namespace Aios.Tests.Llm.Providers.Anthropic;

public sealed class MessagesThinkingTests
{
    static readonly Capabilities _byEffort = new() { Thinking = Thinking.Effort };
    static readonly Capabilities _byBudget = new() { Thinking = Thinking.Budget };

    [Theory]
    [InlineData(ReasoningEffort.Low, 100_000, 2048)]
    [InlineData(ReasoningEffort.Medium, 100_000, 8192)]
    [InlineData(ReasoningEffort.High, 100_000, 16384)]
    [InlineData(ReasoningEffort.ExtraHigh, 100_000, 32768)]
    [InlineData(ReasoningEffort.High, 4000, 3000)]
    [InlineData(ReasoningEffort.High, 1025, 1024)]
    public void Older_models_think_by_a_budget_below_the_limit(ReasoningEffort effort, int limit, int budget)
    {
        var body = Of(limit, effort, _byBudget).Body;

        Same($$"""{"type":"enabled","budget_tokens":{{budget}}}""", body["thinking"]);
        Assert.Null(body["output_config"]);
    }

    [Fact]
    public void Where_there_is_no_room_to_think_that_is_said()
    {
        var request = Of(1024, ReasoningEffort.Low, _byBudget);

        Assert.Null(request.Body["thinking"]);
        Assert.Single(request.Warnings);
    }

    [Theory]
    [InlineData(ReasoningEffort.Low, "low")]
    [InlineData(ReasoningEffort.Medium, "medium")]
    [InlineData(ReasoningEffort.High, "high")]
    [InlineData(ReasoningEffort.ExtraHigh, "max")]
    public void Newer_models_think_by_effort(ReasoningEffort effort, string word)
    {
        var body = Of(1000, effort, _byEffort).Body;

        Same("""{"type":"adaptive"}""", body["thinking"]);
        Same($$"""{"effort":"{{word}}"}""", body["output_config"]);
    }

    [Fact]
    public void Not_to_think_is_the_least_effort_or_no_budget()
    {
        Assert.Null(Of(1000, ReasoningEffort.None, _byBudget).Body["thinking"]);

        var request = Of(1000, ReasoningEffort.None, _byEffort);
        Assert.Null(request.Body["thinking"]);
        Same("""{"effort":"low"}""", request.Body["output_config"]);
        Assert.Single(request.Warnings);
    }

    [Fact]
    public void Effort_and_format_are_said_side_by_side() => Assert.Equal(
        ["format", "effort"],
        Member("output_config", new() { Reasoning = new() { Effort = ReasoningEffort.Low }, ResponseFormat = ChatResponseFormat.ForJsonSchema<Point>() }, _byEffort)!
            .AsObject().Select(member => member.Key));

    [Theory]
    [InlineData(ReasoningOutput.None, "omitted")]
    [InlineData(ReasoningOutput.Summary, "summarized")]
    [InlineData(ReasoningOutput.Full, "summarized")]
    public void Thoughts_are_shown_as_asked(ReasoningOutput output, string word) =>
        Same($$"""{"type":"adaptive","display":"{{word}}"}""", Member("thinking", new() { Reasoning = new() { Output = output } }, _byEffort));

    [Fact]
    public void A_model_that_is_made_to_call_a_tool_or_to_go_on_does_not_think()
    {
        ChatOptions options = new() { MaxOutputTokens = 9000, Reasoning = new() { Effort = ReasoningEffort.High } };
        var begun = Written.Of([User("Hi"), Assistant(new TextContent("Once"))], options, _byBudget);
        options.Tools = [AIFunctionFactory.Create(() => 1, "one")];
        options.ToolMode = ChatToolMode.RequireAny;
        var forced = Written.Of([User("Hi")], options, _byEffort);

        Assert.All([begun, forced], request => Assert.Null(request.Body["thinking"]));
        Assert.All([begun, forced], request => Assert.NotEmpty(request.Warnings));
    }

    [Fact]
    public void A_model_that_does_not_think_is_not_asked_to()
    {
        var request = Of(1000, ReasoningEffort.High, new() { Thinking = Thinking.None });

        Assert.Null(request.Body["thinking"]);
        Assert.Single(request.Warnings);
    }

    [Fact]
    public void Sampling_is_said_as_it_was_written()
    {
        var body = Written.Of([User("Hi")], new() { Temperature = 0.2f, TopK = 5 }).Body;

        Assert.Equal("0.2", body["temperature"]!.ToJsonString());
        Assert.Equal(5, (int)body["top_k"]!);
        Assert.Equal("0.9", Member("top_p", new() { TopP = 0.9f })!.ToJsonString());
    }

    [Fact]
    public void Sampling_that_cannot_be_said_is_left_out_with_a_warning_each()
    {
        var thinking = Written.Of([User("Hi")], new() { MaxOutputTokens = 900, Temperature = 0.2f, TopP = 0.5f, TopK = 5, Reasoning = new() { Effort = ReasoningEffort.Low } }, _byEffort);
        var none = Written.Of([User("Hi")], new() { Temperature = 0.2f, TopP = 0.5f, TopK = 5 }, new() { Sampling = false });
        var unknown = Written.Of([User("Hi")], new() { Seed = 1, FrequencyPenalty = 1, PresencePenalty = 1 });

        Assert.All([thinking, none, unknown], request =>
        {
            Assert.Equal(3, request.Warnings.Count);
            Assert.Equal([], request.Body.Select(member => member.Key).Intersect(["temperature", "top_p", "top_k", "seed"]));
        });
    }

    [Fact]
    public void A_temperature_is_at_most_one_and_rules_out_top_p()
    {
        var request = Written.Of([User("Hi")], new() { Temperature = 1.5f, TopP = 0.5f });

        Assert.Equal("1", request.Body["temperature"]!.ToJsonString());
        Assert.Null(request.Body["top_p"]);
        Assert.Equal(2, request.Warnings.Count);
    }

    [Fact]
    public void Thoughts_go_back_with_their_signatures_whether_they_are_in_pieces_or_not() => Same(
        """
        [{"type":"thinking","thinking":"Let me see.","signature":"s1"},
         {"type":"thinking","thinking":"","signature":"s2"},
         {"type":"redacted_thinking","data":"d"},
         {"type":"thinking","thinking":"Whole.","signature":"s3"},
         {"type":"text","text":"Hello"}]
        """,
        Written.Of(
        [
            User("Hi"),
            Assistant(
                new TextReasoningContent("Let me "),
                new TextReasoningContent("see."),
                new TextReasoningContent("") { ProtectedData = "s1" },
                new TextReasoningContent("") { ProtectedData = "s2" },
                new TextReasoningContent("") { ProtectedData = "d", AdditionalProperties = new() { ["redacted"] = true } },
                new TextReasoningContent("Whole.") { ProtectedData = "s3" },
                new TextContent("Hello")),
            User("Go on"),
        ]).Body["messages"]![1]!["content"]);

    static Aios.Llm.Providers.Wire.WireRequest Of(int limit, ReasoningEffort effort, Capabilities capabilities) => Aios.Llm.Providers.Anthropic.MessagesRequest.Of(new(
        Claude.Model with { MaxOutput = null, Capabilities = capabilities },
        [User("Hi")],
        new() { MaxOutputTokens = limit, Reasoning = new() { Effort = effort } },
        Stream: false));

    sealed record Point(int X);
}
