using System.Text.Json.Nodes;
using Aios.Testing;
using Anthropic;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Anthropic;

/// <summary>The vendor's own client, asked the same, sends the same; where both have a way to say it.</summary>
/// <remarks>But for the version: theirs asks for one in which no model can be told a temperature, ours for the one that all models and all copies of the API know.</remarks>
public sealed class OfficialClientTests
{
    static readonly AITool _weather = AIFunctionFactory.Create((string city) => city, "weather", "Tells the weather.");

    public static TheoryData<string> Questions => [.. _questions.Keys];

    static readonly Dictionary<string, (ChatMessage[] Messages, ChatOptions Options)> _questions = new()
    {
        ["words"] = ([new(ChatRole.System, "Be brief"), new(ChatRole.User, "Hi"), new(ChatRole.Assistant, "Hello"), new(ChatRole.User, "Well?")], new() { StopSequences = ["END"] }),
        ["limit"] = ([new(ChatRole.User, "Hi")], new() { MaxOutputTokens = 77 }),
        ["pictures and papers"] = ([new(ChatRole.User,
        [
            new TextContent("Look"),
            new DataContent(new byte[] { 1, 2, 3 }, "image/png"),
            new UriContent("https://host/a.png", "image/png"),
            new DataContent(new byte[] { 4, 5, 6 }, "application/pdf"),
        ])], new()),
        ["tools"] = ([new(ChatRole.User, "Hi")], new() { Tools = [_weather], ToolMode = ChatToolMode.RequireSpecific("weather"), AllowMultipleToolCalls = false }),
        ["calls and results"] = (
        [
            new(ChatRole.User, "Weather?"),
            new(ChatRole.Assistant, [new FunctionCallContent("t1", "weather", new Dictionary<string, object?> { ["city"] = "Rome" }), new FunctionCallContent("t2", "weather", new Dictionary<string, object?> { ["city"] = "Oslo" })]),
            new(ChatRole.Tool, [new FunctionResultContent("t1", "sunny"), new FunctionResultContent("t2", "snow")]),
        ], new() { Tools = [_weather] }),
        ["thoughts"] = (
        [
            new(ChatRole.User, "Hi"),
            new(ChatRole.Assistant, [new TextReasoningContent("Hm.") { ProtectedData = "sig" }, new TextContent("Hello")]),
            new(ChatRole.User, "Well?"),
        ], new()),
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Both_send_the_same(string name)
    {
        var (messages, options) = _questions[name];
        await using var server = WireServer.Saying(200, "application/json",
            """{"id":"m","type":"message","role":"assistant","model":"claude-test","content":[],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":1}}""");
        using AnthropicClient official = new() { ApiKey = Claude.Key, BaseUrl = server.Address.AbsoluteUri.TrimEnd('/'), MaxRetries = 0 };

        await official.AsIChatClient(Claude.Model.Id, Claude.Model.MaxOutput).GetResponseAsync(messages, options, TestContext.Current.CancellationToken);
        await Claude.AskAsync(server, stream: false, messages, options);

        var (theirs, ours) = (server.Seen[0], server.Seen[1]);
        Assert.Equal((theirs.Method, theirs.Path.Split('?')[0]), (ours.Method, ours.Path));
        Assert.Equal(Same(JsonNode.Parse(theirs.Body))?.ToJsonString(), Same(JsonNode.Parse(ours.Body))?.ToJsonString());
    }

    /// <summary>One spelling for what means the same: members in order, no member that says nothing, and a text for a list of one text.</summary>
    static JsonNode? Same(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray { Count: 1 } one when one[0] is JsonObject { Count: 2 } block && (string?)block["type"] == "text":
                return (string?)block["text"];
            case JsonArray array:
                return new JsonArray([.. array.Select(Same)]);
            case JsonObject json:
                return new JsonObject(
                    from member in json
                    orderby member.Key
                    let isDefault = member.Value is null || (member.Key is "is_error" or "stream" or "additionalProperties" && member.Value.ToJsonString() == "false")
                    where !isDefault
                    select KeyValuePair.Create(member.Key, Same(member.Value)));
            default:
                return node?.DeepClone();
        }
    }
}
