using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Server.Emulation.Answers;
using Aios.Testing;
using Aios.Tests.Workshop;
using Aios.Workshop.Specialists;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Server.Emulation;

/// <summary>Our own providers, written without the emulator, get along with it, and count what it bills.</summary>
public sealed class OwnProvidersTests
{
    static readonly JsonElement _schema = JsonElement.Parse("""{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}""");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool> Wires => new MatrixTheoryData<string, bool>(["anthropic", "openai-chat", "openai-responses", "ollama", "vllm"], [true, false]);

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_conversation_with_tools_goes_back_and_forth(string dialect, bool streams)
    {
        await using var wire = await Wire.StartAsync();
        using var provider = Open(wire, dialect);
        using var client = provider.ClientFor(provider.Models[0]);
        ChatOptions options = new()
        {
            Tools = [AIFunctionFactory.CreateDeclaration("get_weather", "Weather", _schema), AIFunctionFactory.CreateDeclaration("get_time", "Time", _schema)],
            Reasoning = dialect is "openai-chat" or "vllm" ? null : new() { Effort = ReasoningEffort.Low, Output = ReasoningOutput.Full },
        };
        List<ChatMessage> messages = [new(ChatRole.User, "call get_weather and get_time")];

        var asked = await AskAsync(client, messages, options, streams);
        var calls = asked.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
        messages.AddRange(asked.Messages);
        messages.Add(new(ChatRole.Tool, [.. calls.Select(call => new FunctionResultContent(call.CallId, "fine"))]));
        var answered = await AskAsync(client, messages, options, streams);

        Assert.Equal(["get_weather", "get_time"], calls.Select(call => call.Name));
        Assert.All(calls, call => Assert.Equal("text", Assert.Single(call.Arguments!).Value?.ToString())); // the schema has one member
        Assert.Equal(ChatFinishReason.ToolCalls, asked.FinishReason);
        Assert.StartsWith("The tools said: fine", answered.Text, StringComparison.Ordinal);
        Assert.Equal(wire.Emulator.Exchanges.Select(exchange => exchange.Usage), [UsageOf(asked), UsageOf(answered)]);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task A_prompt_of_the_workshop_is_answered_and_counted_as_it_is_billed(string dialect, bool streams)
    {
        await using var wire = await Wire.StartAsync(new() { Answers = new OfflineAnswers(TimeProvider.System) });
        using var provider = Open(wire, dialect);
        using var client = provider.ClientFor(provider.Models[0]);
        var task = Prompt.For(Sample.WebApp, Sample.Team["cto"], Sample.Tasks.Parts(Sample.Domain(Domains.Library))[0], "0123456789ab", []);

        var (first, second) = (await AskAsync(client, task, new(), streams), await AskAsync(client, task, new(), streams));

        Assert.Contains("0123456789ab", first.Text, StringComparison.Ordinal); // the frames of a task's answer bear its nonce
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(wire.Emulator.Exchanges.Select(exchange => exchange.Usage), [UsageOf(first), UsageOf(second)]);
        Assert.Equal(dialect == "ollama", UsageOf(second).CacheRead == 0);
    }

    [Theory]
    [MemberData(nameof(Wires))]
    public async Task Images_schemas_and_limits_are_understood(string dialect, bool streams)
    {
        await using var wire = await Wire.StartAsync();
        using var provider = Open(wire, dialect);
        using var client = provider.ClientFor(provider.Models[0]);
        ChatMessage picture = new(ChatRole.User, [new TextContent("What?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")]);

        Assert.Contains("showed me something", (await AskAsync(client, [picture], new(), streams)).Text, StringComparison.Ordinal);
        Assert.Equal("""{"city":"text"}""", (await AskAsync(client, [new(ChatRole.User, "Where?")], new() { ResponseFormat = ChatResponseFormat.ForJsonSchema(_schema, "place") }, streams)).Text);
        var cut = await AskAsync(client, [new(ChatRole.User, new string('x', 400))], new() { MaxOutputTokens = 16 }, streams);
        Assert.Equal((ChatFinishReason.Length, 16), (cut.FinishReason, UsageOf(cut).Output));
    }

    static VendorProvider Open(Wire wire, string dialect)
    {
        var isOpenAi = dialect.StartsWith("openai", StringComparison.Ordinal);
        var address = isOpenAi || dialect == "vllm" ? new Uri(wire.Emulator.Address, "/v1") : wire.Emulator.Address;
        Model model = new()
        {
            Id = "m",
            ContextWindow = null,
            MaxOutput = 60_000,
            Capabilities = new() { Thinking = dialect == "anthropic" ? Thinking.Budget : dialect == "openai-responses" ? Thinking.Effort : null },
        };
        return Vendors.Open(
            isOpenAi ? "openai" : dialect,
            new() { Address = address, Key = new("sk-canary", address) },
            [model],
            TimeProvider.System,
            dialect switch { "openai-chat" => OpenAiApi.ChatCompletions, "openai-responses" => OpenAiApi.Responses, _ => OpenAiApi.ByModel });
    }

    static async Task<ChatResponse> AskAsync(IChatClient client, IEnumerable<ChatMessage> messages, ChatOptions options, bool streams) => streams
        ? await client.GetStreamingResponseAsync(messages, options, Token).ToChatResponseAsync(Token)
        : await client.GetResponseAsync(messages, options, Token);

    static Usage UsageOf(ChatResponse response) => Usage.Of(response.Usage ?? throw new InvalidOperationException("It said no usage."));
}
