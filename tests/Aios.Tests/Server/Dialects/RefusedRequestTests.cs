using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Xunit;

namespace Aios.Tests.Server.Dialects;

/// <summary>What a vendor refuses is refused in its words: a wrong request is noticed here and not for the first time at the vendor's.</summary>
public sealed class RefusedRequestTests
{
    const string Tool = """{"name":"look","input_schema":{"type":"object","properties":{"at":{"type":"integer"}}}}""";

    static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What is changed in a good request, and what is said then.</summary>
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "anthropic", """{"max_tokens":null}""", "max_tokens: Field required" },
        { "anthropic", """{"max_tokens":0}""", "max_tokens: Input should be greater than or equal to 1" },
        { "anthropic", """{"model":null}""", "model: Field required" },
        { "anthropic", """{"messages":[]}""", "messages: at least one message is required" },
        { "anthropic", """{"n":1}""", "n: Extra inputs are not permitted" },
        { "anthropic", """{"temperature":1.5}""", "temperature: Input should be less than or equal to 1" },
        { "anthropic", """{"messages":[{"role":"system","content":"x"}]}""", "Unexpected role \"system\"" },
        { "anthropic", """{"messages":[{"role":"bot","content":"x"}]}""", "Unexpected role \"bot\"" },
        { "anthropic", """{"messages":[{"role":"assistant","content":"x"}]}""", "first message must use the \"user\" role" },
        { "anthropic", """{"messages":[{"role":"user","content":""}]}""", "must have non-empty content" },
        { "anthropic", """{"messages":[{"role":"user","content":[{"type":"text","text":""}]}]}""", "text content blocks must be non-empty" },
        { "anthropic", """{"messages":[{"role":"user","content":[{"type":"picture"}]}]}""", "Input tag 'picture' found" },
        { "anthropic", """{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/bmp","data":"AAAA"}}]}]}""", "Input should be 'image/jpeg'" },
        { "anthropic", """{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":"y "}]}""", "trailing whitespace" },
        { "anthropic", $$$"""{"tools":[{{{Tool}}}],"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"look","input":{}}]},{"role":"user","content":"y"}]}""", "messages.1: `tool_use` ids were found without `tool_result` blocks immediately after: t1" },
        { "anthropic", """{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"x"}]}]}""", "unexpected `tool_use_id` found in `tool_result` blocks: t1" },
        { "anthropic", $$$"""{"tools":[{{{Tool}}},{{{Tool}}}]}""", "Tool names must be unique" },
        { "anthropic", """{"tools":[{"name":"look"}]}""", "tools.0.custom.input_schema: Field required" },
        { "anthropic", """{"tools":[{"name":"lo ok","input_schema":{"type":"object"}}]}""", "String should match pattern" },
        { "anthropic", """{"tool_choice":{"type":"auto"}}""", "tool_choice may only be specified while providing tools" },
        { "anthropic", """{"thinking":{"type":"enabled","budget_tokens":100}}""", "greater than or equal to 1024" },
        { "anthropic", """{"thinking":{"type":"enabled","budget_tokens":2000}}""", "`max_tokens` must be greater than `thinking.budget_tokens`" },
        { "anthropic", """{"max_tokens":3000,"temperature":0.5,"thinking":{"type":"enabled","budget_tokens":2000}}""", "`temperature` may only be set to 1" },
        { "anthropic", """{"messages":[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"b"}]},{"role":"user","content":"y"}]}""", "Invalid `signature` in `thinking` block" },
        { "anthropic", """{"system":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}},{"type":"text","text":"b","cache_control":{"type":"ephemeral","ttl":"1h"}}]}""", "must not come after a ttl='5m'" },
        { "anthropic", """{"system":[{"type":"text","text":"a","cache_control":{"type":"ephemeral"}},{"type":"text","text":"b","cache_control":{"type":"ephemeral"}},{"type":"text","text":"c","cache_control":{"type":"ephemeral"}},{"type":"text","text":"d","cache_control":{"type":"ephemeral"}},{"type":"text","text":"e","cache_control":{"type":"ephemeral"}}]}""", "A maximum of 4 blocks with cache_control may be provided. Found 5." },
        { "anthropic", """{"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{}}}}}""", "'additionalProperties' must be explicitly set to false" },
        { "anthropic", """{"model":"unheard-of"}""", "model: unheard-of" },
        { "anthropic", """{"max_tokens":9000}""", "max_tokens: 9000 > 8000" },
        { "anthropic", $$"""{"messages":[{"role":"user","content":"{{new string('x', 41_000)}}"}]}""", "prompt is too long: 10253 tokens > 10000 maximum" },

        { "openai-chat", """{"model":null}""", "you must provide a model parameter" },
        { "openai-chat", """{"messages":null}""", "Missing required parameter: 'messages'." },
        { "openai-chat", """{"messages":[]}""", "Invalid 'messages': empty array." },
        { "openai-chat", """{"top_k":1}""", "Unrecognized request argument supplied: top_k" },
        { "openai-chat", """{"messages":[{"role":"bot","content":"x"}]}""", "Invalid value: 'bot'." },
        { "openai-chat", """{"messages":[{"role":"user","content":null}]}""", "expected a string, got null" },
        { "openai-chat", """{"messages":[{"role":"user","content":[{"type":"input_text","text":"x"}]}]}""", "Invalid value: 'input_text'." },
        { "openai-chat", """{"messages":[{"role":"tool","tool_call_id":"c1","content":"x"}]}""", "must be a response to a preceeding message with 'tool_calls'" },
        { "openai-chat", """{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"user","content":"x"}]}""", "did not have response messages: c1" },
        { "openai-chat", """{"messages":[{"role":"assistant","content":null,"tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":{}}}]}]}""", "Invalid type for 'messages[0].tool_calls[0].function.arguments'" },
        { "openai-chat", """{"tools":[{"name":"look"}]}""", "Missing required parameter: 'tools[0].type'." },
        { "openai-chat", """{"tool_choice":"auto"}""", "'tool_choice' is only allowed when 'tools' are specified." },
        { "openai-chat", """{"parallel_tool_calls":false}""", "'parallel_tool_calls' is only allowed when 'tools' are specified." },
        { "openai-chat", """{"max_tokens":5,"reasoning_effort":"low"}""", "Use 'max_completion_tokens' instead." },
        { "openai-chat", """{"temperature":0.5,"reasoning_effort":"low"}""", "'temperature' does not support 0.5 with this model" },
        { "openai-chat", """{"max_tokens":5,"max_completion_tokens":5}""", "at the same time is not supported" },
        { "openai-chat", """{"temperature":3}""", "Expected a value <= 2, but got 3 instead." },
        { "openai-chat", """{"stream_options":{"include_usage":true}}""", "only allowed when 'stream' is enabled" },
        { "openai-chat", """{"response_format":{"type":"json_object"}}""", "must contain the word 'json'" },
        { "openai-chat", """{"response_format":{"type":"json_schema","json_schema":{"name":"a b","schema":{}}}}""", "string does not match pattern" },
        { "openai-chat", """{"response_format":{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":{"type":"object","properties":{"x":{"type":"string"}},"additionalProperties":false}}}}""", "Missing 'x'." },
        { "openai-chat", """{"model":"unheard-of"}""", "The model `unheard-of` does not exist" },

        { "openai-responses", """{"input":null}""", "Missing required parameter: 'input'." },
        { "openai-responses", """{"messages":[]}""", "this parameter has moved to 'input'" },
        { "openai-responses", """{"stop":"x"}""", "Unknown parameter: 'stop'." },
        { "openai-responses", """{"max_output_tokens":1}""", "Expected a value >= 16, but got 1 instead." },
        { "openai-responses", """{"input":[{"role":"user","content":[{"type":"text","text":"x"}]}]}""", "Invalid value: 'text'." },
        { "openai-responses", """{"input":[{"role":"assistant","content":[{"type":"input_text","text":"x"}]}]}""", "Supported values are: 'output_text', 'refusal'." },
        { "openai-responses", """{"input":[{"type":"function_call_output","call_id":"c1","output":"x"}]}""", "No tool call found for function call output with call_id c1." },
        { "openai-responses", """{"input":[{"type":"function_call","call_id":"c1","name":"f","arguments":"{}"}]}""", "No tool output found for function call c1." },
        { "openai-responses", """{"input":[{"type":"reasoning","id":"rs_1","summary":[]},{"role":"user","content":"x"}]}""", "Item with id 'rs_1' not found." },
        { "openai-responses", """{"input":[{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"forged"},{"role":"user","content":"x"}]}""", "could not be verified" },
        { "openai-responses", """{"previous_response_id":"resp_1"}""", "Previous response with id 'resp_1' not found." },
        { "openai-responses", """{"tools":[{"type":"function","function":{"name":"look"}}]}""", "Missing required parameter: 'tools[0].name'." },
        { "openai-responses", """{"include":["everything"]}""", "Invalid value: 'everything'." },
        { "openai-responses", """{"reasoning":{"effort":"enormous"}}""", "Invalid value: 'enormous'." },

        { "ollama", """{"model":null}""", "model is required" },
        { "ollama", """{"model":"unheard-of"}""", "model 'unheard-of' not found" },
        { "ollama", """{"messages":[{"role":"bot","content":"x"}]}""", "invalid role: bot" },
        { "ollama", """{"messages":[{"role":"user","content":[{"type":"text","text":"x"}]}]}""", "cannot unmarshal array" },
        { "ollama", """{"messages":[{"role":"user","content":"x","images":["data:image/png;base64,AAAA"]}]}""", "illegal base64 data" },
        { "ollama", """{"messages":[{"role":"assistant","tool_calls":[{"function":{"name":"f","arguments":"{}"}}]}]}""", "cannot unmarshal string" },
        { "ollama", """{"messages":[{"role":"tool","content":"x"}]}""", "must answer a message with 'tool_calls'" },
        { "ollama", """{"think":"very"}""", "invalid think value" },
        { "ollama", """{"format":"yaml"}""", "invalid format" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task It_is_refused_in_the_vendor_s_shape(string dialect, string change, string words)
    {
        Model[] models = [new() { Id = "m", ContextWindow = 10_000, MaxOutput = 8_000 }];
        await using var wire = await Wire.StartAsync(new()
        {
            Models = new Dictionary<string, IReadOnlyList<Model>> { ["anthropic"] = models, ["openai"] = models, ["ollama"] = models },
            OnlyKnownModels = true,
        });
        var body = Wire.Question(dialect, streams: false);
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject()) // changes are objects
        {
            body[name] = value?.DeepClone();
        }

        var response = await wire.PostAsync(Wire.Dialects[dialect].Path, body.ToJsonString(), Token);
        var error = (await Wire.JsonAsync(response, Token)).GetProperty("error");

        Assert.InRange((int)response.StatusCode, 400, 404);
        Assert.Contains(words, dialect == "ollama" ? error.GetString() : error.GetProperty("message").GetString(), StringComparison.Ordinal);
        var exchange = Assert.Single(wire.Emulator.Exchanges);
        Assert.Equal((Usage.None, (int)response.StatusCode), (exchange.Usage, exchange.Status));
    }

    [Theory]
    [InlineData("anthropic", "authentication_error")]
    [InlineData("openai-chat", "invalid_request_error")]
    [InlineData("openai-responses", "invalid_request_error")]
    public async Task Without_a_key_nobody_is_answered(string dialect, string type)
    {
        await using var wire = await Wire.StartAsync();

        var response = await wire.SendAsync(HttpMethod.Post, Wire.Dialects[dialect].Path, Wire.Dialects[dialect].Body, key: null, Token);

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(type, (await Wire.JsonAsync(response, Token)).GetProperty("error").GetProperty("type").GetString());
        Assert.False(Assert.Single(wire.Emulator.Exchanges).HasKey);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task What_is_no_JSON_is_refused(string dialect)
    {
        await using var wire = await Wire.StartAsync();

        Assert.Equal(400, (int)(await wire.PostAsync(Wire.Dialects[dialect].Path, "{\"model\":", Token)).StatusCode);
        Assert.Equal(400, (int)(await wire.PostAsync(Wire.Dialects[dialect].Path, "[]", Token)).StatusCode);
    }

    [Fact]
    public async Task A_message_needs_the_version_of_the_API()
    {
        await using var wire = await Wire.StartAsync();
        var (path, body) = Wire.Dialects["anthropic"];

        var response = await wire.SendAsync(HttpMethod.Post, path, body, "sk-canary", Token, isAnthropic: false);

        Assert.Equal("anthropic-version: header is required", (await Wire.JsonAsync(response, Token)).GetProperty("error").GetProperty("message").GetString());
    }
}
