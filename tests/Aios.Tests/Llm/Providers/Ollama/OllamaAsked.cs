using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Providers.Ollama;

/// <summary>A question put to an Ollama of our own making, through the provider as it is.</summary>
static class OllamaAsked
{
    public const string Answer = """{"model":"m","created_at":"2026-01-02T03:04:05Z","message":{"role":"assistant","content":"Yes"},"done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":1}""";

    public static Model Model { get; } = new() { Id = "m", ContextWindow = 32_768, MaxOutput = null };

    public static async Task<(IReadOnlyList<ChatResponseUpdate> Updates, Failure? Failure)> AskAsync(
        WireServer server, bool stream = true, Model? model = null, IEnumerable<ChatMessage>? messages = null, ChatOptions? options = null)
    {
        model ??= Model;
        messages ??= [new(ChatRole.User, "Is it?")];
        using var provider = Vendors.Open("ollama", new() { Address = server.Address }, [model], TimeProvider.System);
        var client = provider.ClientFor(model);
        List<ChatResponseUpdate> updates = [];
        try
        {
            if (stream)
            {
                await foreach (var update in client.GetStreamingResponseAsync(messages, options, TestContext.Current.CancellationToken))
                {
                    updates.Add(update);
                }
            }
            else
            {
                updates.AddRange((await client.GetResponseAsync(messages, options, TestContext.Current.CancellationToken)).ToChatResponseUpdates());
            }
        }
        catch (ProviderException exception)
        {
            return (updates, exception.Failure);
        }

        return (updates, null);
    }

    /// <summary>The body that such a question is sent with, and what the answer warns of.</summary>
    public static async Task<(JsonElement Body, IReadOnlyList<string> Warnings)> SentAsync(
        IEnumerable<ChatMessage>? messages = null, ChatOptions? options = null, Model? model = null, bool stream = false)
    {
        await using var server = WireServer.Saying(200, "application/x-ndjson", Answer + "\n");
        var (updates, failure) = await AskAsync(server, stream, model, messages, options);
        Assert.Null(failure);
        var sent = Assert.Single(server.Seen);
        Assert.Equal(("POST", "/api/chat"), (sent.Method, sent.Path));
        return (sent.Json, [.. Warnings.In(updates.SelectMany(update => update.Contents)).Select(warning => warning.Message)]);
    }
}
