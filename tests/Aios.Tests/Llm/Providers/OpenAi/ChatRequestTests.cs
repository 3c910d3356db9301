using System.Text.Json.Nodes;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Llm.Providers.OpenAi.Chat;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

public class ChatRequestTests
{
    static readonly byte[] _bytes = [1, 2, 3];

    [Fact]
    public void A_question_is_messages_and_a_bound()
    {
        var request = Ask.Chat(new() { Instructions = "Be brief." }, new(ChatRole.System, "Be kind."), Ask.User(new TextContent("Hi")));

        Assert.Equal("chat/completions", request.Path);
        Ask.SaysAll(
            """
            {"model":"m",
             "messages":[{"role":"system","content":"Be brief."},{"role":"system","content":"Be kind."},{"role":"user","content":"Hi"}],
             "max_completion_tokens":100}
            """,
            request);
    }

    [Fact]
    public void A_stream_is_asked_for_with_its_usage()
    {
        var request = new ChatDialect(ChatManner.OpenAi, Ask.Thinker).Write(new(Ask.Model, [Ask.User(new TextContent("Hi"))], new(), Stream: true));

        Ask.Says(request, ("stream", "true"), ("stream_options", """{"include_usage":true}"""));
    }

    [Fact]
    public void All_that_tunes_an_answer_is_said()
    {
        var request = Ask.Chat(new()
        {
            Temperature = 0.7f,
            TopP = 0.9f,
            FrequencyPenalty = 0.5f,
            PresencePenalty = -0.5f,
            Seed = 7,
            MaxOutputTokens = 50,
            StopSequences = ["END", "STOP"],
            AdditionalProperties = new()
            {
                [OpenAiOptions.ServiceTier] = "flex",
                [OpenAiOptions.User] = "u1",
                [OpenAiOptions.PromptCacheKey] = "k1",
                [OpenAiOptions.Verbosity] = "low",
                [OpenAiOptions.Body] = new JsonObject { ["logit_bias"] = new JsonObject { ["50256"] = -100 } },
            },
        });

        Ask.SaysAll(
            """
            {"model":"m","messages":[],"max_completion_tokens":50,"temperature":0.7,"top_p":0.9,"frequency_penalty":0.5,"presence_penalty":-0.5,
             "seed":7,"stop":["END","STOP"],"verbosity":"low","service_tier":"flex","user":"u1","prompt_cache_key":"k1","logit_bias":{"50256":-100}}
            """,
            request);
        Assert.Empty(request.Warnings);
    }

    [Fact]
    public void Tools_are_named_with_their_schema()
    {
        var request = Ask.Chat(new() { Tools = [Ask.Weather(strict: true)], ToolMode = ChatToolMode.RequireSpecific("weather"), AllowMultipleToolCalls = false });

        Ask.Says(
            request,
            ("tools",
                """
                [{"type":"function","function":{"name":"weather","description":"Looks at the sky.",
                  "parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false},"strict":true}}]
                """),
            ("tool_choice", """{"type":"function","function":{"name":"weather"}}"""),
            ("parallel_tool_calls", "false"));
    }

    [Fact]
    public void A_model_may_must_or_must_not_call_a_tool()
    {
        ChatOptions With(ChatToolMode? mode) => new() { Tools = [Ask.Weather()], ToolMode = mode };

        Ask.Says(Ask.Chat(With(null)), ("tool_choice", null), ("parallel_tool_calls", null));
        Ask.Says(Ask.Chat(With(ChatToolMode.Auto)), ("tool_choice", "\"auto\""));
        Ask.Says(Ask.Chat(With(ChatToolMode.RequireAny)), ("tool_choice", "\"required\""));
        Ask.Says(Ask.Chat(With(ChatToolMode.None)), ("tool_choice", "\"none\""));
        Ask.Says(Ask.Chat(new() { ToolMode = ChatToolMode.Auto, AllowMultipleToolCalls = true }), ("tool_choice", null), ("parallel_tool_calls", null)); // OpenAI refuses both without tools
    }

    [Fact]
    public void Calls_and_their_results_go_back()
    {
        var request = Ask.Chat(
            new(),
            Ask.User(new TextContent("Weather?")),
            new(ChatRole.Assistant, [new TextContent("I look."), new FunctionCallContent("c1", "weather", new Dictionary<string, object?> { ["city"] = "Bonn" }), new FunctionCallContent("c2", "time")]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "sunny"), new FunctionResultContent("c2", new Dictionary<string, int> { ["hour"] = 9 })]));

        Ask.Says(request, ("messages",
            """
            [{"role":"user","content":"Weather?"},
             {"role":"assistant","content":"I look.","tool_calls":[
               {"id":"c1","type":"function","function":{"name":"weather","arguments":"{\u0022city\u0022:\u0022Bonn\u0022}"}},
               {"id":"c2","type":"function","function":{"name":"time","arguments":"{}"}}]},
             {"role":"tool","tool_call_id":"c1","content":"sunny"},
             {"role":"tool","tool_call_id":"c2","content":"{\u0022hour\u0022:9}"}]
            """));
    }

    [Fact]
    public void Images_and_documents_go_along()
    {
        var request = Ask.Chat(new(), Ask.User(
            new TextContent("Look."),
            new DataContent(_bytes, "image/png") { AdditionalProperties = new() { ["detail"] = "low" } },
            new UriContent("https://example.org/a.jpg", "image/jpeg"),
            new DataContent(_bytes, "application/pdf") { Name = "a.pdf" },
            new HostedFileContent("file-1")));

        Ask.Says(request, ("messages",
            """
            [{"role":"user","content":[
              {"type":"text","text":"Look."},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,AQID","detail":"low"}},
              {"type":"image_url","image_url":{"url":"https://example.org/a.jpg"}},
              {"type":"file","file":{"filename":"a.pdf","file_data":"data:application/pdf;base64,AQID"}},
              {"type":"file","file":{"file_id":"file-1"}}]}]
            """));
    }

    [Fact]
    public void A_schema_that_names_all_is_kept_to_exactly_and_an_open_one_as_best_it_can()
    {
        const string Named = """{"type":"object","properties":{"a":{"type":"array","items":{"type":"object","properties":{},"additionalProperties":false}}},"required":["a"]""";
        IsWritten(Named + "}", Named + ",\"additionalProperties\":false},\"strict\":true");
        foreach (var open in (string[])["""{"type":"object","properties":{"a":{"type":"string"}}}""", """{"type":"object","properties":{},"additionalProperties":true}""", """{"type":"object","properties":{"a":{"type":"object"}},"required":["a"]}""", "{}"])
        {
            IsWritten(open, open);
        }

        Ask.Says(Ask.Chat(new() { ResponseFormat = ChatResponseFormat.Json }), ("response_format", """{"type":"json_object"}"""));
        Ask.Says(Ask.Chat(new() { ResponseFormat = ChatResponseFormat.Text }), ("response_format", """{"type":"text"}"""));

        static void IsWritten(string schema, string written) =>
            Ask.Says(
                Ask.Chat(new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(Ask.Json(schema), "thing", "A thing.") }),
                ("response_format", """{"type":"json_schema","json_schema":{"name":"thing","description":"A thing.","schema":""" + written + "}}"));
    }

    [Fact]
    public void A_model_that_reasons_is_told_the_effort_and_not_what_it_refuses()
    {
        var request = Ask.ChatOf(Ask.Reasoner, new() { Temperature = 0.2f, TopK = 3, Reasoning = new() { Effort = ReasoningEffort.High, Output = ReasoningOutput.Summary } });

        Ask.Says(request, ("reasoning_effort", "\"high\""), ("temperature", null), ("top_k", null));
        Assert.Equal(3, request.Warnings.Count);
    }

    [Fact]
    public void Other_servers_are_asked_by_the_older_names()
    {
        var request = new ChatDialect(ChatManner.Compatible, Ask.Thinker).Write(new(
            Ask.Model with { ContextWindow = 2000, MaxOutput = null },
            [new(ChatRole.User, "Hi") { AuthorName = "Ann" }],
            new() { TopK = 40, StopSequences = ["1", "2", "3", "4", "5"] },
            Stream: false));

        Ask.SaysAll("""{"model":"m","messages":[{"role":"user","content":"Hi"}],"max_tokens":500,"top_k":40,"stop":["1","2","3","4","5"]}""", request);
    }

    [Fact]
    public void Who_wrote_a_message_is_said_as_far_as_letters_allow() =>
        Ask.Says(Ask.Chat(new(), new ChatMessage(ChatRole.User, "Hi") { AuthorName = "Ann O'Hara" }), ("messages", """[{"role":"user","name":"AnnOHara","content":"Hi"}]"""));

    [Fact]
    public void What_would_make_the_answer_wrong_is_refused()
    {
        Assert.Contains("no tools", Ask.Refused(() => Ask.ChatOf(Ask.Model with { Capabilities = new() { Tools = false } }, new() { Tools = [Ask.Weather()] })), StringComparison.Ordinal);
        Assert.Contains("no images", Ask.Refused(() => Ask.ChatOf(Ask.Model with { Capabilities = new() { Images = false } }, new(), Ask.User(new DataContent(_bytes, "image/png")))), StringComparison.Ordinal);
        Assert.Contains("no documents", Ask.Refused(() => Ask.ChatOf(Ask.Model with { Capabilities = new() { Documents = false } }, new(), Ask.User(new DataContent(_bytes, "application/pdf")))), StringComparison.Ordinal);
        Assert.Contains("schema", Ask.Refused(() => Ask.ChatOf(Ask.Model with { Capabilities = new() { Schema = false } }, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(Ask.Json("{}")) })), StringComparison.Ordinal);
        Assert.Contains("made to call", Ask.Refused(() => Ask.ChatOf(Ask.Model with { Capabilities = new() { ToolChoice = false } }, new() { Tools = [Ask.Weather()], ToolMode = ChatToolMode.RequireAny })), StringComparison.Ordinal);
        Assert.Contains("stop sequences", Ask.Refused(() => Ask.Chat(new() { StopSequences = ["1", "2", "3", "4", "5"] })), StringComparison.Ordinal);
        Assert.Contains("conversations", Ask.Refused(() => Ask.Chat(new() { ConversationId = "resp_1" })), StringComparison.Ordinal);
        Assert.Contains("function of yours", Ask.Refused(() => Ask.Chat(new() { Tools = [new HostedCodeInterpreterTool()] })), StringComparison.Ordinal);
        Assert.Contains("fetches images only", Ask.Refused(() => Ask.Chat(new(), Ask.User(new UriContent("https://example.org/a.pdf", "application/pdf")))), StringComparison.Ordinal);
    }

    [Fact]
    public void Thoughts_of_another_provider_are_left_out_with_a_word()
    {
        var request = Ask.Chat(new(), Ask.User(new TextContent("Hi")), new(ChatRole.Assistant, [new TextReasoningContent("Hm.") { ProtectedData = "signed" }, new TextContent("Ho")]));

        Ask.Says(request, ("messages", """[{"role":"user","content":"Hi"},{"role":"assistant","content":"Ho"}]"""));
        Assert.Single(request.Warnings);
    }

    [Fact]
    public void Our_own_warnings_in_what_was_said_do_not_go_back()
    {
        var request = Ask.Chat(new(), new ChatMessage(ChatRole.Assistant, [Warnings.Of("left_out", "No seed."), new TextContent("Ho")]));

        Ask.Says(request, ("messages", """[{"role":"assistant","content":"Ho"}]"""));
        Assert.Empty(request.Warnings);
    }

    [Fact]
    public void What_has_no_place_in_a_message_is_left_out_with_a_word()
    {
        ChatMessage[] odd = [new(ChatRole.System, [new DataContent(_bytes, "image/png")]), new(ChatRole.Tool, [new TextContent("no result")]), Ask.User(new AIContent())];

        Assert.NotEmpty(Ask.Chat(new(), odd).Warnings);
        Assert.All(odd, message => Assert.Single(Ask.Chat(new(), message).Warnings));
        Assert.All(odd, message => Assert.Single(Ask.Responses(new(), message).Warnings));
    }

    [Fact]
    public void A_tool_that_cannot_be_strict_is_not_and_says_so()
    {
        var open = AIFunctionFactory.Create((string? city = null) => city, new AIFunctionFactoryOptions { Name = "weather", AdditionalProperties = new Dictionary<string, object?> { ["strict"] = true } });

        var request = Ask.Chat(new() { Tools = [open] });

        Assert.False((bool?)request.Body["tools"]?[0]?["function"]?["strict"]);
        Assert.Single(request.Warnings);
    }

    [Theory]
    [InlineData(ReasoningEffort.None, null, "low", 1)]
    [InlineData(ReasoningEffort.ExtraHigh, null, "high", 1)]
    [InlineData(ReasoningEffort.Medium, null, "medium", 0)]
    [InlineData(ReasoningEffort.None, "minimal low medium high", "minimal", 1)]
    [InlineData(ReasoningEffort.None, "none low medium high", "none", 0)]
    [InlineData(ReasoningEffort.ExtraHigh, "none low medium high xhigh", "xhigh", 0)]
    [InlineData(ReasoningEffort.Low, "high", "high", 1)]
    public void An_effort_that_the_model_is_not_known_to_take_becomes_the_nearest(ReasoningEffort effort, string? known, string asked, int warnings)
    {
        var model = Ask.Reasoner with { Capabilities = Ask.Reasoner.Capabilities with { Efforts = known?.Split(' ') } };

        var request = Ask.ChatOf(model, new() { Reasoning = new() { Effort = effort } });

        Ask.Says(request, ("reasoning_effort", $"\"{asked}\""));
        Assert.Equal(warnings, request.Warnings.Count);
    }

    [Fact]
    public void More_than_the_model_writes_is_not_asked_for()
    {
        WireRequest[] requests = [Ask.Chat(new() { MaxOutputTokens = 5000 }), Ask.Responses(new() { MaxOutputTokens = 5000 })];

        Assert.Equal([100, 100], requests.Select(request => (int?)(request.Body["max_completion_tokens"] ?? request.Body["max_output_tokens"])));
        Assert.All(requests, request => Assert.Contains("at most 100", Assert.Single(request.Warnings), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void A_model_that_calls_one_tool_at_a_time_is_not_told_how_many(bool several, int warnings)
    {
        var request = Ask.ChatOf(Ask.Model with { Capabilities = new() { ParallelTools = false } }, new() { Tools = [Ask.Weather()], AllowMultipleToolCalls = several });

        Ask.Says(request, ("parallel_tool_calls", null));
        Assert.Equal(warnings, request.Warnings.Count);
    }

    [Fact]
    public void A_tool_that_gives_back_one_image_gives_back_no_text()
    {
        ChatMessage result = new(ChatRole.Tool, [new FunctionResultContent("c1", new DataContent(_bytes, "image/png"))]);

        Assert.Contains("text only", Ask.Refused(() => Ask.Chat(new(), result)), StringComparison.Ordinal);
        Ask.Says(Ask.Responses(new(), result), ("input", """[{"type":"function_call_output","call_id":"c1","output":[{"type":"input_image","image_url":"data:image/png;base64,AQID"}]}]"""));
    }

    [Fact]
    public void A_schema_that_cannot_be_kept_to_exactly_says_so()
    {
        Assert.Single(Schema("""{"type":"object","properties":{"a":{"type":"string"}}}""").Warnings);
        Assert.Empty(Schema("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}""").Warnings);
    }

    [Fact]
    public void A_member_may_be_called_properties()
    {
        var request = Schema("""{"type":"object","properties":{"properties":{"type":"string"},"type":{"type":"string"}},"required":["properties","type"]}""");

        Assert.True((bool?)request.Body["response_format"]?["json_schema"]?["strict"]);
        Assert.Empty(request.Warnings);
    }

    [Theory]
    [InlineData("audio/mpeg", "mp3")]
    [InlineData("audio/x-wav", "wav")]
    [InlineData("audio/ogg", "ogg")]
    [InlineData("audio/flac", "flac")]
    [InlineData("audio/mp4", "m4a")]
    public void Sound_is_called_what_it_is(string mediaType, string format)
    {
        var heard = Ask.User(new DataContent(_bytes, mediaType));

        Assert.Equal(format, (string?)Ask.Compatible("vllm/default", heard).Body["messages"]?[0]?["content"]?[0]?["input_audio"]?["format"]);
        if (format is not ("mp3" or "wav"))
        {
            Assert.Contains(mediaType, Ask.Refused(() => Ask.Chat(new(), heard)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("video/mp4", "video.mp4")]
    [InlineData("text/plain", "document.txt")]
    [InlineData("application/octet-stream", "document.bin")]
    public void A_file_without_a_name_is_named_after_what_it_is(string mediaType, string name) =>
        Assert.Equal(name, (string?)Ask.Chat(new(), Ask.User(new DataContent(_bytes, mediaType))).Body["messages"]?[0]?["content"]?[0]?["file"]?["filename"]);

    static WireRequest Schema(string schema) => Ask.Chat(new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(Ask.Json(schema)) });
}
