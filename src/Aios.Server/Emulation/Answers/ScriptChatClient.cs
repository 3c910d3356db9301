using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation.Answers;

/// <summary>Says what a script says; what no rule fits is said back.</summary>
public sealed class ScriptChatClient(Script script) : IChatClient
{
    /// <summary>Where the options of a question say in which dialect it was asked.</summary>
    internal const string Dialect = "aios.dialect";

    readonly EchoChatClient _echo = new();
    readonly Lock _lock = new();
    readonly int[] _used = new int[script.Answers.Count];

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        List<ChatMessage> asked = [.. messages];
        if (Next(asked, options) is not { } answer)
        {
            await foreach (var update in _echo.GetStreamingResponseAsync(asked, options, cancellationToken))
            {
                yield return update;
            }

            yield break;
        }

        foreach (var update in answer.Updates())
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

    ScriptedAnswer? Next(List<ChatMessage> asked, ChatOptions? options)
    {
        var dialect = options?.AdditionalProperties?.TryGetValue(Dialect, out var name) == true ? name as string : null;
        lock (_lock)
        {
            for (var at = 0; at < script.Answers.Count; at++)
            {
                if (_used[at] < script.Answers[at].Times && script.Answers[at].Fits(dialect, options?.ModelId, asked))
                {
                    _used[at]++;
                    return script.Answers[at];
                }
            }
        }

        return null;
    }
}
