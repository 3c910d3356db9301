using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.OpenAi;
using Aios.Testing;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Llm.Providers.OpenAi;

/// <summary>What the real provider makes of an answer that a server on loopback gives.</summary>
sealed record Played(IReadOnlyList<ChatResponseUpdate> Updates, Failure? Failure)
{
    public static Model Model { get; } = new() { Id = "asked", ContextWindow = null, MaxOutput = null };

    public IEnumerable<AIContent> Contents => Updates.SelectMany(update => update.Contents);

    public string Text => string.Concat(Contents.OfType<TextContent>());

    public static VendorProvider ProviderAt(Uri address, string name, OpenAiApi api) => new(
        name == "openai" ? new OpenAiVendor(api) : new CompatibleVendor(name, api),
        new() { Address = address, Key = new("sk-canary-0123456789", address) },
        [Model],
        TimeProvider.System);

    public static async Task<Played> RecordingAsync(Recording recording, OpenAiApi api, int seed, CancellationToken cancellationToken)
    {
        await using var server = WireServer.Playing(recording, seed);
        using var provider = ProviderAt(server.Address, recording.Provider, api);
        return await AskAsync(provider, recording.Streaming, cancellationToken);
    }

    /// <summary>An answer of our own making; a body that begins with "data:" or "event:" is a stream.</summary>
    public static async Task<Played> BodyAsync(string body, OpenAiApi api, CancellationToken cancellationToken, int status = 200, string vendor = "openai")
    {
        var isStream = body.StartsWith("data:", StringComparison.Ordinal) || body.StartsWith("event:", StringComparison.Ordinal);
        await using var server = WireServer.Saying(status, isStream ? "text/event-stream" : "application/json", body);
        using var provider = ProviderAt(server.Address, vendor, api);
        return await AskAsync(provider, isStream, cancellationToken);
    }

    static async Task<Played> AskAsync(VendorProvider provider, bool stream, CancellationToken cancellationToken)
    {
        using var client = provider.ClientFor(Model);
        List<ChatResponseUpdate> updates = [];
        try
        {
            if (stream)
            {
                await foreach (var update in client.GetStreamingResponseAsync("Go on.", cancellationToken: cancellationToken))
                {
                    updates.Add(update);
                }
            }
            else
            {
                // Folded into one and taken apart again: what is looked at has survived both.
                updates = [.. (await client.GetResponseAsync("Go on.", cancellationToken: cancellationToken)).ToChatResponseUpdates()];
            }

            return new(updates, null);
        }
        catch (ProviderException exception)
        {
            return new(updates, exception.Failure);
        }
    }
}
