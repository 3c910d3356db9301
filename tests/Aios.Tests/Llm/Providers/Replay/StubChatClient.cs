using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Llm.Providers.Replay;

/// <summary>A client that says what it is told to.</summary>
sealed class StubChatClient(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> answer) : IChatClient
{
    public static StubChatClient Saying(params ChatResponseUpdate[] updates) => new(token => Each(updates, null, token));

    public static StubChatClient Failing(Exception failure, params ChatResponseUpdate[] updates) => new(token => Each(updates, failure, token));

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => answer(cancellationToken);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        answer(cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    static async IAsyncEnumerable<ChatResponseUpdate> Each(
        ChatResponseUpdate[] updates, Exception? failure, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var update in updates)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }

        if (failure is not null)
        {
            throw failure;
        }
    }
}
