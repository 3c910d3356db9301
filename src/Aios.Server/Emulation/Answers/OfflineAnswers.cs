using System.Runtime.CompilerServices;
using Aios.Workshop.Offline;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Answers;

/// <summary>The workshop's generator does the workshop's tasks, so that a whole build runs over a vendor's wire; everything else is said back.</summary>
public sealed class OfflineAnswers(TimeProvider clock) : IChatClient
{
    const string TaskHead = "Nonce: ";

    readonly EchoChatClient _echo = new();
    readonly Lazy<IChatClient> _generator = new(() =>
    {
        OfflineProvider provider = new(Pace.Unlimited, clock);
        return provider.ClientFor(provider.Models[0]);
    });

    /// <exception cref="UnanswerableException">It looks like a task of the workshop, and cannot be read.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> asked = [.. messages];
        var isTask = asked.Any(message => message.Role == ChatRole.User && message.Text.StartsWith(TaskHead, StringComparison.Ordinal));
        await foreach (var update in (isTask ? _generator.Value : _echo).GetStreamingResponseAsync(asked, options, cancellationToken))
        {
            yield return update;
        }
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
