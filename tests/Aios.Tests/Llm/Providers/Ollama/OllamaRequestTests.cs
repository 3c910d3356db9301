using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.Ollama;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Ollama;

/// <summary>What goes over the wire, as https://docs.ollama.com/api/chat asks for it; truncate and shift are in the server's source and no document.</summary>
public sealed class OllamaRequestTests
{
    static readonly byte[] _picture = [0x89, 0x50, 0x4e, 0x47];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_plain_question(bool stream)
    {
        var (body, warnings) = await OllamaAsked.SentAsync([new(ChatRole.System, "Be brief."), new(ChatRole.User, "Is it?")], stream: stream);

        Same($$"""
            {
              "model": "m",
              "messages": [{ "role": "system", "content": "Be brief." }, { "role": "user", "content": "Is it?" }],
              "stream": {{(stream ? "true" : "false")}},
              "truncate": false,
              "shift": false,
              "options": { "num_predict": 4096, "num_ctx": 8192 }
            }
            """, body);
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task Everything_that_tunes()
    {
        var (body, warnings) = await OllamaAsked.SentAsync(options: new()
        {
            Instructions = "Be brief.",
            MaxOutputTokens = 100,
            Temperature = 0.2f,
            TopP = 0.9f,
            TopK = 40,
            Seed = 7,
            PresencePenalty = 0.5f,
            FrequencyPenalty = 0.25f,
            StopSequences = ["END"],
            AdditionalProperties = new() { [OllamaOptions.KeepAlive] = TimeSpan.FromMinutes(2), [OllamaOptions.ContextLength] = 16_384 },
        });

        Same("""
            {
              "model": "m",
              "messages": [{ "role": "system", "content": "Be brief." }, { "role": "user", "content": "Is it?" }],
              "stream": false,
              "keep_alive": 120,
              "truncate": false,
              "shift": false,
              "options": {
                "num_predict": 100, "num_ctx": 16384, "stop": ["END"], "temperature": 0.2, "top_p": 0.9, "top_k": 40, "seed": 7,
                "presence_penalty": 0.5, "frequency_penalty": 0.25
              }
            }
            """, body);
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task Tools_and_what_has_been_done_with_them()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Weather in Paris and Rome?"),
            new(ChatRole.Assistant,
            [
                new TextReasoningContent("Two "), new TextReasoningContent("cities."), new TextContent("I will look."),
                new FunctionCallContent("c1", "weather", new Dictionary<string, object?> { ["city"] = "Paris" }), new FunctionCallContent("c2", "weather", new Dictionary<string, object?> { ["city"] = "Rome" }),
            ]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", "sunny"), new FunctionResultContent("c2", new Dictionary<string, object?> { ["sky"] = "grey" })]),
        ];
        var (body, warnings) = await OllamaAsked.SentAsync(messages, new() { MaxOutputTokens = 100, Tools = [Weather] });

        Same("""
            {
              "model": "m",
              "messages": [
                { "role": "user", "content": "Weather in Paris and Rome?" },
                {
                  "role": "assistant", "content": "I will look.", "thinking": "Two cities.",
                  "tool_calls": [
                    { "id": "c1", "function": { "name": "weather", "arguments": { "city": "Paris" } } },
                    { "id": "c2", "function": { "name": "weather", "arguments": { "city": "Rome" } } }
                  ]
                },
                { "role": "tool", "content": "sunny", "tool_name": "weather", "tool_call_id": "c1" },
                { "role": "tool", "content": "{\"sky\":\"grey\"}", "tool_name": "weather", "tool_call_id": "c2" }
              ],
              "stream": false,
              "tools": [{
                "type": "function",
                "function": {
                  "name": "weather", "description": "The weather of a city.",
                  "parameters": { "type": "object", "properties": { "city": { "type": "string" } }, "required": ["city"] }
                }
              }],
              "truncate": false,
              "shift": false,
              "options": { "num_predict": 100 }
            }
            """, body);
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task A_tool_that_failed_says_so()
    {
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Weather?"),
            new(ChatRole.Assistant, [new FunctionCallContent("c1", "weather")]),
            new(ChatRole.Tool, [new FunctionResultContent("c1", null) { Exception = new InvalidOperationException("no sky") }]),
        ];
        var (body, _) = await OllamaAsked.SentAsync(messages);

        Assert.Equal("Error: no sky", body.GetProperty("messages")[2].GetProperty("content").GetString());
        Assert.Equal("{}", body.GetProperty("messages")[1].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetRawText());
    }

    [Fact]
    public async Task No_tools_are_named_when_none_may_be_called()
    {
        var (body, _) = await OllamaAsked.SentAsync(options: new() { Tools = [Weather], ToolMode = ChatToolMode.None });

        Assert.False(body.TryGetProperty("tools", out _));
    }

    [Fact]
    public async Task A_picture()
    {
        var (body, _) = await OllamaAsked.SentAsync([new(ChatRole.User, [new TextContent("What is this?"), new DataContent(_picture, "image/png"), new TextContent("Briefly.")])]);

        Same("""[{ "role": "user", "content": "What is this?\nBriefly.", "images": ["iVBORw=="] }]""", body.GetProperty("messages"));
    }

    [Fact]
    public async Task An_answer_in_JSON()
    {
        using var schema = JsonDocument.Parse("""{"type":"object","properties":{"age":{"type":"integer"}},"required":["age"]}""");
        var (free, _) = await OllamaAsked.SentAsync(options: new() { ResponseFormat = ChatResponseFormat.Json });
        var (bound, _) = await OllamaAsked.SentAsync(options: new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement) });

        Assert.Equal("json", free.GetProperty("format").GetString());
        Same(schema.RootElement.GetRawText(), bound.GetProperty("format"));
    }

    [Theory]
    [InlineData(null, "true")]
    [InlineData(ReasoningEffort.None, "false")]
    [InlineData(ReasoningEffort.Low, "\"low\"")]
    [InlineData(ReasoningEffort.Medium, "\"medium\"")]
    [InlineData(ReasoningEffort.High, "\"high\"")]
    [InlineData(ReasoningEffort.ExtraHigh, "\"high\"")]
    public async Task Thinking_by_effort(ReasoningEffort? effort, string think)
    {
        var (body, warnings) = await OllamaAsked.SentAsync(options: new() { Reasoning = new() { Effort = effort } });

        Assert.Equal(think, body.GetProperty("think").GetRawText());
        Assert.Empty(warnings);
    }

    [Fact]
    public async Task A_model_that_cannot_think_is_not_asked_to()
    {
        var model = OllamaAsked.Model with { Capabilities = new() { Thinking = Thinking.None } };
        var (body, warnings) = await OllamaAsked.SentAsync(options: new() { Reasoning = new() { Effort = ReasoningEffort.High } }, model: model);

        Assert.False(body.TryGetProperty("think", out _));
        Assert.Single(warnings);
    }

    [Theory]
    [InlineData(1_000, 100, 32_768, null)] // what Ollama takes by itself will do
    [InlineData(8_000, 100, 32_768, 8_192)] // 4,000 tokens at worst, and the answer
    [InlineData(8_000, 5_000, 32_768, 16_384)]
    [InlineData(200_000, 100, 32_768, 32_768)] // no more than the model has
    [InlineData(200_000, 100, null, 131_072)]
    public async Task The_window_is_as_large_as_the_question_needs(int characters, int output, int? window, int? expected)
    {
        var (body, _) = await OllamaAsked.SentAsync(
            [new(ChatRole.User, new string('x', characters))], new() { MaxOutputTokens = output }, OllamaAsked.Model with { ContextWindow = window });

        Assert.Equal(expected, body.GetProperty("options").TryGetProperty("num_ctx", out var asked) ? asked.GetInt32() : null);
    }

    [Fact]
    public async Task The_longest_answer_is_the_models_when_nobody_says()
    {
        var (body, _) = await OllamaAsked.SentAsync(model: OllamaAsked.Model with { MaxOutput = 777 });

        Assert.Equal(777, body.GetProperty("options").GetProperty("num_predict").GetInt32());
    }

    [Fact]
    public async Task What_only_tunes_is_left_out_with_a_warning()
    {
        var model = OllamaAsked.Model with { Capabilities = new() { Sampling = false } };
        ChatMessage[] messages =
        [
            new(ChatRole.User, "Is it?"),
            new(ChatRole.Assistant,
            [
                new TextReasoningContent("sealed") { ProtectedData = "signature" },
                new FunctionCallContent("s1", "web_search") { InformationalOnly = true },
                new AIContent { RawRepresentation = "what it found" },
                ToolCalls.Of("c1", "weather", "{\"city\":"),
                new TextContent("Wait."),
            ]),
        ];
        var (body, warnings) = await OllamaAsked.SentAsync(messages, new() { Temperature = 1, Tools = [Weather], AllowMultipleToolCalls = false }, model);

        Assert.Equal(6, warnings.Count);
        Assert.Equal("""{"role":"assistant","content":"Wait.","tool_calls":[{"id":"c1","function":{"name":"weather","arguments":{}}}]}""", body.GetProperty("messages")[1].GetRawText());
        Assert.False(body.GetProperty("options").TryGetProperty("temperature", out _));
    }

    public static TheoryData<string, ChatMessage[], ChatOptions?, Capabilities> Impossible()
    {
        ChatMessage[] question = [new(ChatRole.User, "Is it?")];
        using var schema = JsonDocument.Parse("{}");
        return new()
        {
            { "without messages", [], null, Capabilities.Unknown },
            { "fetches none", [new(ChatRole.User, [new UriContent("https://example.com/a.png", "image/png")])], null, Capabilities.Unknown },
            { "application/pdf", [new(ChatRole.User, [new DataContent(_picture, "application/pdf")])], null, Capabilities.Unknown },
            { "no documents", [new(ChatRole.User, [new HostedFileContent("file")])], null, Capabilities.Unknown },
            { "cannot see", [new(ChatRole.User, [new DataContent(_picture, "image/png")])], null, new() { Images = false } },
            { "cannot call tools", question, new() { Tools = [Weather] }, new() { Tools = false } },
            { "cannot make a model call", question, new() { Tools = [Weather], ToolMode = ChatToolMode.RequireAny }, Capabilities.Unknown },
            { "cannot make a model call", question, new() { Tools = [Weather], ToolMode = ChatToolMode.RequireSpecific("weather") }, Capabilities.Unknown },
            { "runs no tools itself", question, new() { Tools = [new HostedWebSearchTool()] }, Capabilities.Unknown },
            { "schema", question, new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(schema.RootElement.Clone()) }, new() { Schema = false } },
            { "keeps no conversations", question, new() { ConversationId = "before" }, Capabilities.Unknown },
        };
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task What_would_be_answered_wrongly_is_refused_and_not_sent(string reason, ChatMessage[] messages, ChatOptions? options, Capabilities capabilities)
    {
        await using var server = WireServer.Saying(200, "application/x-ndjson", OllamaAsked.Answer);
        var (_, failure) = await OllamaAsked.AskAsync(server, model: OllamaAsked.Model with { Capabilities = capabilities }, messages: messages, options: options);

        Assert.Equal(FailureKind.InvalidRequest, failure?.Kind);
        Assert.Contains(reason, failure?.Message, StringComparison.Ordinal);
        Assert.Empty(server.Seen);
    }

    static AIFunctionDeclaration Weather
    {
        get
        {
            using var schema = JsonDocument.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");
            return AIFunctionFactory.CreateDeclaration("weather", "The weather of a city.", schema.RootElement.Clone());
        }
    }

    static void Same(string expected, JsonElement actual) =>
        Assert.Equal(JsonNode.Parse(expected)?.ToJsonString(), JsonNode.Parse(actual.GetRawText())?.ToJsonString());
}
