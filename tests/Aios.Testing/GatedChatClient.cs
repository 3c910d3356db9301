using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Aios.Testing;

/// <summary>Says one thing, and the other only when somebody has opened the gate.</summary>
public sealed class GatedChatClient : IChatClient
{
    public const string First = "One thing,";
    public const string Second = " and the other.";

    readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open() => _gate.TrySetResult();

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        yield return new(ChatRole.Assistant, First);
        await _gate.Task.WaitAsync(cancellationToken);
        yield return new(ChatRole.Assistant, Second);
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
