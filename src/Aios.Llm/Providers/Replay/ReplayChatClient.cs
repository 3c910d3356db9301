using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Replay;

/// <summary>A model out of a recording.</summary>
sealed class ReplayChatClient(ReplayedAnswers answers, string model, TimeProvider clock, double pace) : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var exchange = answers.Next(model, CanonicalJson.DigestOf(CanonicalJson.Of(messages, options)));
        var started = clock.GetTimestamp();
        foreach (var update in exchange.Updates)
        {
            await UntilAsync(started, update.At, cancellationToken);
            yield return update.ToUpdate();
        }

        await UntilAsync(started, exchange.Milliseconds, cancellationToken);
        if (exchange.Failure is { } failure)
        {
            throw new ProviderException(failure.ToFailure());
        }
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("replay", defaultModelId: model)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }

    async Task UntilAsync(long started, long milliseconds, CancellationToken cancellationToken)
    {
        var left = TimeSpan.FromMilliseconds(milliseconds * pace) - clock.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, clock, cancellationToken);
        }
    }
}
