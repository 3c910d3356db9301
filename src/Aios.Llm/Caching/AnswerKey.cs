using Aios.Llm.Providers.Replay;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Caching;

/// <summary>By which a question is known again: whoever asks the same of the same tenant has the same key.</summary>
static class AnswerKey
{
    /// <param name="kind">The kind of task.</param>
    /// <returns>Null for a question whose answer depends on more than its words: a conversation that the provider keeps, a request of a form of its own.</returns>
    public static string? Of(string? tenant, string kind, IReadOnlyList<ChatMessage> messages, ChatOptions? options) =>
        options is { ConversationId: not null } or { RawRepresentationFactory: not null }
            ? null
            : CanonicalJson.DigestOf(new()
            {
                ["tenant"] = tenant,
                ["kind"] = kind,
                ["question"] = CanonicalJson.Of(messages, options),
            });
}
