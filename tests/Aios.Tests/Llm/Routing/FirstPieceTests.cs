using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Llm.Routing;
using Aios.Server.Emulation;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Aios.Tests.Llm.Routing;

/// <summary>Streaming shows the first piece as soon as it arrives: whoever waited for the second would wait for ever.</summary>
public sealed class FirstPieceTests
{
    const int Longest = 60_000; // milliseconds, after which somebody has held it back

    [Theory(Timeout = Longest)]
    [InlineData("anthropic", "", OpenAiApi.ByModel)]
    [InlineData("openai", "v1", OpenAiApi.ChatCompletions)]
    [InlineData("openai", "v1", OpenAiApi.Responses)]
    [InlineData("ollama", "", OpenAiApi.ByModel)]
    [InlineData("vllm", "v1", OpenAiApi.ByModel)]
    public async Task The_first_piece_comes_before_the_second_is_sent(string name, string path, OpenAiApi api)
    {
        var token = TestContext.Current.CancellationToken;
        using GatedChatClient answers = new();
        await using var emulator = await Emulator.StartAsync(new() { Answers = answers }, TimeProvider.System, token);
        Uri address = new(emulator.Address, path);
        using var provider = Vendors.Open(name, new() { Address = address, Key = new("a key of no use", address) }, [], TimeProvider.System, api);
        Model model = new() { Id = "m", ContextWindow = null, MaxOutput = null };
        RoutePlan plan = new([new(new(provider, model, provider.ClientFor(model)), "the only one")]);
        using RouterChatClient models = new(_ => plan, new(TimeProvider.System, NullLogger<Router>.Instance));

        List<string> pieces = [];
        await foreach (var update in models.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Say two things")], cancellationToken: token))
        {
            pieces.AddRange(update.Contents.OfType<TextContent>().Select(content => content.Text).Where(text => text.Length > 0));
            if (pieces.Count > 0)
            {
                answers.Open();
            }
        }

        Assert.Equal([GatedChatClient.First, GatedChatClient.Second], pieces);
    }
}
