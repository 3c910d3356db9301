using System.Runtime.CompilerServices;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Wire;

/// <summary>A model behind an endpoint, asked in its API's dialect.</summary>
/// <remarks>Nothing is handed on before there is something to say: up to then another route can still answer.</remarks>
sealed class WireChatClient(Connection connection, IDialect dialect, Model model) : IChatClient
{
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        AskAsync(messages, options, stream: true, cancellationToken);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        AskAsync(messages, options, stream: false, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata(null, connection.Endpoint.Address, model.Id)
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing to do: the connection belongs to the provider.</summary>
    public void Dispose()
    {
    }

    async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = dialect.Write(new(model, ToolCalls.ToTell(messages), options ?? new(), stream)) with { Stream = stream, IsWritten = !stream };
        await using var answer = await WireAnswer.OpenAsync(connection, dialect, request, cancellationToken);

        List<ChatResponseUpdate> held = [.. request.Warnings.Select(warning => new ChatResponseUpdate { Contents = [Warnings.Of("left_out", warning)] })];
        var speaks = false;
        while (await answer.NextAsync() is { } updates)
        {
            held.AddRange(updates);
            speaks |= updates.SelectMany(update => update.Contents).Any(content => content is not (UsageContent or ErrorContent));
            if (speaks)
            {
                foreach (var update in held)
                {
                    yield return update;
                }

                held.Clear();
            }
        }

        foreach (var update in held)
        {
            yield return update;
        }
    }
}
