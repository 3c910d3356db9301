using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Failover;

/// <summary>Lets the time know when a real client listens to the wire.</summary>
sealed class ListeningChatClient(IChatClient client, WireTime time) : DelegatingChatClient(client)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        time.Ask();
        await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await ListenAsync(updates))
        {
            yield return updates.Current;
        }
    }

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        time.Ask();
        time.Listen(true);
        try
        {
            return await base.GetResponseAsync(messages, options, cancellationToken);
        }
        finally
        {
            time.Listen(false);
        }
    }

    async Task<bool> ListenAsync(IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        time.Listen(true);
        try
        {
            return await updates.MoveNextAsync();
        }
        finally
        {
            time.Listen(false);
        }
    }
}
