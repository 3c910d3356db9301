using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Testing;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Llm.Providers.Anthropic;

/// <summary>The Anthropic provider at a server of the test's.</summary>
static class Claude
{
    public const string Key = "sk-ant-canary-0123456789";

    public static Model Model { get; } = new() { Id = "claude-test", ContextWindow = 200_000, MaxOutput = 1000 };

    public static VendorProvider At(Uri address, Model? model = null, TimeProvider? clock = null) => Vendors.Open(
        "anthropic",
        new() { Address = address, Key = new(Key, address) },
        [model ?? Model],
        clock ?? TimeProvider.System);

    /// <summary>What comes of a question, and how it failed if it did.</summary>
    public static async Task<(IReadOnlyList<ChatResponseUpdate> Updates, Failure? Failure)> AskAsync(
        WireServer server, bool stream, IReadOnlyList<ChatMessage>? messages = null, ChatOptions? options = null, Model? model = null)
    {
        var token = Xunit.TestContext.Current.CancellationToken;
        using var provider = At(server.Address, model);
        var client = provider.ClientFor(provider.Models[0]);
        messages ??= [new(ChatRole.User, "Hello")];
        List<ChatResponseUpdate> updates = [];
        try
        {
            if (stream)
            {
                await foreach (var update in client.GetStreamingResponseAsync(messages, options, token))
                {
                    updates.Add(update);
                }
            }
            else
            {
                updates.AddRange((await client.GetResponseAsync(messages, options, token)).ToChatResponseUpdates());
            }

            return (updates, null);
        }
        catch (ProviderException exception)
        {
            return (updates, exception.Failure);
        }
    }
}
