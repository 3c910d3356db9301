using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Testing;

/// <summary>A provider that answers as a test tells it to.</summary>
/// <param name="script">Answers, or gives null to leave the question to <paramref name="otherwise"/>.</param>
public sealed class ScriptedProvider(Func<Asked, IAsyncEnumerable<ChatResponseUpdate>?> script, IProvider? otherwise = null) : IProvider
{
    readonly ConcurrentQueue<Asked> _asked = [];

    public string Name { get; init; } = "scripted";

    public IReadOnlyList<Model> Models { get; init; } = [new() { Id = "actor", ContextWindow = 100_000, MaxOutput = 10_000, Prices = [ModelPrice.Free] }];

    /// <summary>All that was asked, in order.</summary>
    public IReadOnlyCollection<Asked> Asked => _asked;

    public IChatClient ClientFor(Model model) => new Client(this, otherwise?.ClientFor(otherwise.Models[0]));

    public Failure? FailureOf(Exception exception) => exception is ScriptedException scripted ? scripted.Failure : otherwise?.FailureOf(exception);

    sealed class Client(ScriptedProvider provider, IChatClient? otherwise) : IChatClient
    {
        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var asked = new Asked([.. messages], options);
            provider._asked.Enqueue(asked);
            var answer = provider.Answer(asked) ?? otherwise?.GetStreamingResponseAsync(asked.Messages, options, cancellationToken);
            return answer is null ? throw new InvalidOperationException("The script has no answer to this.") : Stream(answer, cancellationToken);
        }

        static async IAsyncEnumerable<ChatResponseUpdate> Stream(
            IAsyncEnumerable<ChatResponseUpdate> answer, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var update in answer.WithCancellation(cancellationToken))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return update;
            }
        }

        public Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }

    IAsyncEnumerable<ChatResponseUpdate>? Answer(Asked asked) => script(asked);
}

/// <summary>The one exception that a scripted provider knows.</summary>
public sealed class ScriptedException(Failure failure) : Exception(failure.Message)
{
    public ScriptedException(FailureKind kind, string message)
        : this(new(kind, message))
    {
    }

    public Failure Failure { get; init; } = failure;
}
