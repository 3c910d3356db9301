using Aios.Llm.Models;
using Aios.Llm.Providers.OpenAi;
using Aios.Llm.Providers.OpenAi.Responses;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

public class ResponsesRequestTests
{
    static readonly byte[] _bytes = [1, 2, 3];

    [Fact]
    public void A_question_is_instructions_items_and_a_bound_and_nothing_is_kept()
    {
        var request = Ask.Responses(new() { Instructions = "Be brief." }, new(ChatRole.System, "Be kind."), Ask.User(new TextContent("Hi")));

        Assert.Equal("responses", request.Path);
        Ask.SaysAll(
            """
            {"model":"m","instructions":"Be brief.",
             "input":[{"type":"message","role":"system","content":[{"type":"input_text","text":"Be kind."}]},
                      {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}],
             "max_output_tokens":100,"store":false}
            """,
            request);
    }

    [Fact]
    public void A_model_that_reasons_gives_its_thoughts_along_encrypted()
    {
        var request = Ask.ResponsesOf(Ask.Reasoner, new() { Reasoning = new() { Effort = ReasoningEffort.High, Output = ReasoningOutput.Full }, Temperature = 1 });

        Ask.Says(
            request,
            ("reasoning", """{"effort":"high","summary":"detailed"}"""),
            ("include", """["reasoning.encrypted_content"]"""),
            ("store", "false"),
            ("temperature", null));
        Assert.Single(request.Warnings);
    }

    [Fact]
    public void A_conversation_that_OpenAI_keeps_is_gone_on_with()
    {
        Ask.Says(Ask.ResponsesOf(Ask.Reasoner, new() { ConversationId = "resp_1" }), ("previous_response_id", "\"resp_1\""), ("store", "true"), ("include", null));
        Ask.Says(Ask.Responses(new() { ConversationId = "conv_1" }), ("conversation", "\"conv_1\""), ("previous_response_id", null));
        Ask.Says(Ask.Responses(new() { AdditionalProperties = new() { [OpenAiOptions.Store] = true } }), ("store", "true"));
    }

    [Fact]
    public void Tools_are_flat_and_strict_only_where_they_say_so()
    {
        var request = Ask.Responses(new() { Tools = [Ask.Weather(), Ask.Weather(strict: true), new HostedWebSearchTool()], ToolMode = ChatToolMode.RequireSpecific("weather"), AllowMultipleToolCalls = true });

        Ask.Says(
            request,
            ("tools",
                """
                [{"type":"function","name":"weather","description":"Looks at the sky.","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]},"strict":false},
                 {"type":"function","name":"weather","description":"Looks at the sky.","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false},"strict":true},
                 {"type":"web_search"}]
                """),
            ("tool_choice", """{"type":"function","name":"weather"}"""),
            ("parallel_tool_calls", "true"));
    }

    [Fact]
    public void A_schema_and_the_verbosity_lie_in_the_text()
    {
        const string Closed = """{"type":"object","properties":{},"additionalProperties":false}""";
        var request = Ask.Responses(new()
        {
            ResponseFormat = ChatResponseFormat.ForJsonSchema(Ask.Json(Closed), "thing"),
            AdditionalProperties = new() { [OpenAiOptions.Verbosity] = "high" },
        });

        Ask.Says(request, ("text", $$"""{"format":{"type":"json_schema","name":"thing","schema":{{Closed}},"strict":true},"verbosity":"high"}"""));
    }

    [Fact]
    public void Images_documents_and_what_tools_gave_back_go_along()
    {
        var request = Ask.Responses(
            new(),
            Ask.User(new TextContent("Look."), new DataContent(_bytes, "image/png"), new UriContent("https://example.org/a.pdf", "application/pdf"), new DataContent(_bytes, "application/pdf")),
            new(ChatRole.Assistant, [new TextContent("I look."), new FunctionCallContent("c1", "shot", new Dictionary<string, object?> { ["x"] = 1 })]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", new AIContent[] { new TextContent("Seen."), new DataContent(_bytes, "image/png") }), new FunctionResultContent("c2", "plain")]));

        Ask.Says(request, ("input",
            """
            [{"type":"message","role":"user","content":[
               {"type":"input_text","text":"Look."},{"type":"input_image","image_url":"data:image/png;base64,AQID"},
               {"type":"input_file","file_url":"https://example.org/a.pdf"},{"type":"input_file","filename":"document.pdf","file_data":"data:application/pdf;base64,AQID"}]},
             {"type":"message","role":"assistant","content":[{"type":"output_text","text":"I look.","annotations":[]}]},
             {"type":"function_call","call_id":"c1","name":"shot","arguments":"{\u0022x\u0022:1}"},
             {"type":"function_call_output","call_id":"c1","output":[{"type":"input_text","text":"Seen."},{"type":"input_image","image_url":"data:image/png;base64,AQID"}]},
             {"type":"function_call_output","call_id":"c2","output":"plain"}]
            """));
    }

    [Fact]
    public void What_only_tunes_is_left_out_with_a_word_and_stop_sequences_are_refused()
    {
        var request = Ask.Responses(new() { Seed = 1, TopK = 2, FrequencyPenalty = 1, PresencePenalty = 1 });

        Ask.Says(request, ("seed", null), ("top_k", null), ("frequency_penalty", null), ("presence_penalty", null));
        Assert.Equal(4, request.Warnings.Count);
        Assert.Contains("stop sequences", Ask.Refused(() => Ask.Responses(new() { StopSequences = ["END"] })), StringComparison.Ordinal);
        Assert.Contains("audio", Ask.Refused(() => Ask.Responses(new(), Ask.User(new DataContent(_bytes, "audio/wav")))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_count_is_asked_for_with_what_is_read_and_nothing_else()
    {
        var request = Ask.ResponsesOf(Ask.Reasoner, new() { Instructions = "Be brief.", Tools = [Ask.Weather()], Reasoning = new() { Effort = ReasoningEffort.Low } }, Ask.User(new TextContent("Hi")));

        Assert.Equal(["model", "instructions", "input", "tools", "reasoning"], ResponsesRequest.ToCount(request).Select(member => member.Key));
    }

    [Fact]
    public void A_model_that_does_not_reason_is_not_told_how_hard_to()
    {
        var request = Ask.ResponsesOf(Ask.Model with { Capabilities = new() { Thinking = Thinking.None } }, new() { Reasoning = new() { Effort = ReasoningEffort.High } });

        Ask.Says(request, ("reasoning", null));
        Assert.Single(request.Warnings);
    }
}
