using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Aios.Workshop.Offline;

/// <summary>The offline generator in the form of a chat model.</summary>
sealed class OfflineChatClient(Pace pace, TimeProvider clock) : IChatClient
{
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> asked = [.. messages];
        var text = OfflineSpecialist.Answer(OfflineRequest.Read(asked));
        await foreach (var piece in pace.SpeakAsync(text, clock, cancellationToken))
        {
            yield return new(ChatRole.Assistant, piece) { ModelId = options?.ModelId };
        }

        yield return new(ChatRole.Assistant, [new UsageContent(UsageOf(asked, text))]) { ModelId = options?.ModelId, FinishReason = ChatFinishReason.Stop };
    }

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    /// <summary>Four characters count as a token, which is what English text comes to with most models.</summary>
    static UsageDetails UsageOf(IEnumerable<ChatMessage> asked, string answer)
    {
        const int CharactersPerToken = 4;
        var input = asked.Sum(message => message.Text.Length) / CharactersPerToken;
        var output = answer.Length / CharactersPerToken;
        return new() { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output };
    }
}
