using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json.Nodes;
using Aios.Llm.Providers.OpenAi;
using Aios.Testing;
using Microsoft.Extensions.AI;
using OpenAI;
using Xunit;

namespace Aios.Tests.Llm.Providers.OpenAi;

/// <summary>What OpenAI's own SDK sends for the same questions.</summary>
public class SecondOpinionTests
{
    static readonly byte[] _bytes = [1, 2, 3];

    public static TheoryData<string> Features => [.. _features.Keys];

    static readonly Dictionary<string, (List<ChatMessage> Messages, ChatOptions Options)> _features = new()
    {
        ["text"] = ([new(ChatRole.System, "Be kind."), new(ChatRole.User, "Hi")], new()),
        ["tuning"] = ([new(ChatRole.User, "Hi")], new() { Temperature = 0.5f, TopP = 0.25f }),
        ["tools"] = ([new(ChatRole.User, "Hi")], new() { Tools = [Ask.Weather(strict: true)], ToolMode = ChatToolMode.RequireSpecific("weather"), AllowMultipleToolCalls = false }),
        ["tool results"] = (
            [
                new(ChatRole.User, "Weather?"),
                new(ChatRole.Assistant, [new FunctionCallContent("c1", "weather", new Dictionary<string, object?> { ["city"] = "Bonn" })]),
                new(ChatRole.Tool, [new FunctionResultContent("c1", "sunny")]),
                new(ChatRole.Assistant, "Sunny."),
                new(ChatRole.User, "Thanks."),
            ],
            new()),
        ["image"] = ([new(ChatRole.User, [new TextContent("Look."), new DataContent(_bytes, "image/png"), new UriContent("https://example.org/a.jpg", "image/jpeg")])], new()),
        ["document"] = ([new(ChatRole.User, [new TextContent("Read."), new DataContent(_bytes, "application/pdf") { Name = "a.pdf" }])], new()),
        ["json"] = ([new(ChatRole.User, "Hi")], new() { ResponseFormat = ChatResponseFormat.Json }),
        ["effort"] = ([new(ChatRole.User, "Hi")], new() { Reasoning = new() { Effort = ReasoningEffort.High } }),
    };

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Chat_Completions_are_asked_as_the_SDK_asks(string feature)
    {
        var (ours, theirs) = await BothAsync(feature, OpenAiApi.ChatCompletions);

        Assert.Equal(theirs.ToJsonString(), ours.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Features))]
    public async Task Responses_are_asked_as_the_SDK_asks(string feature)
    {
        var (ours, theirs) = await BothAsync(feature, OpenAiApi.Responses);
        Assert.True(ours.Remove("store")); // the SDK lets OpenAI keep the answer, which is its default

        Assert.Equal(theirs.ToJsonString(), ours.ToJsonString());
    }

    static async Task<(JsonObject Ours, JsonObject Theirs)> BothAsync(string feature, OpenAiApi api)
    {
        var (messages, options) = _features[feature];
        options = options.Clone();
        options.MaxOutputTokens = 50;
        await using var server = WireServer.Saying(400, "application/json", """{"error":{"message":"Only asked."}}""");
        using var provider = Played.ProviderAt(server.Address, "openai", api);
        using var ours = provider.ClientFor(Ask.Model);
        OpenAIClient sdk = new(new ApiKeyCredential("k"), new() { Endpoint = server.Address, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });
#pragma warning disable OPENAI001 // Responses are still called an experiment there
        using var theirs = api == OpenAiApi.Responses ? sdk.GetResponsesClient().AsIChatClient(Ask.Model.Id) : sdk.GetChatClient(Ask.Model.Id).AsIChatClient();
#pragma warning restore OPENAI001

        foreach (var client in (IChatClient[])[ours, theirs])
        {
            await Assert.ThrowsAnyAsync<Exception>(() => client.GetResponseAsync(messages, options, TestContext.Current.CancellationToken));
        }

        var bodies = server.Seen.Select(request => Sorted(JsonNode.Parse(request.Body))!.AsObject()).ToArray(); // both send an object
        return (bodies[0], bodies[1]);
    }

    /// <summary>The order of members means nothing; nor do the blanks between arguments, of which the SDK sends (and pays for) many.</summary>
    static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member =>
            KeyValuePair.Create(member.Key, member.Key == "arguments" ? JsonNode.Parse(member.Value!.GetValue<string>()) : Sorted(member.Value)))), // arguments are a text
        JsonArray items => new JsonArray([.. items.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
