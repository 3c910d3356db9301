using System.Runtime.CompilerServices;
using Aios.Llm.Caching;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>Gives answers that were paid for again to whoever asks exactly the same, where the request allows it; never one that failed its checks.</summary>
/// <remarks>An answer is given again only for a model that the plan would ask: another policy, or another choice of a model, is another question.</remarks>
/// <param name="kinds">Of task, whose answers may be given again; a <c>*</c> at the end stands for any ending.</param>
public sealed class AnswerReuse(AnswerCache cache, IReadOnlyList<string> kinds, TimeProvider clock)
{
    /// <param name="ask">Asks somebody, when nobody has been asked this before.</param>
    /// <exception cref="Storage.StorageException">What was kept cannot be read; nobody was asked.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        ModelCall call, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> ask, CancellationToken cancellationToken = default)
    {
        var request = call.Request;
        return request.Reuse != Reuse.Never && kinds.Any(kind => Fits(kind, request.Kind)) && AnswerKey.Of(request.Spender.Tenant, request.Kind, request.Messages, request.Options) is { } key
            ? StreamAsync(call, key, ask, cancellationToken)
            : ask(cancellationToken);
    }

    async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        ModelCall call, string key, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An answer that has yet to be checked is of no use to whoever waits for it.
        using var turn = call.Request.Reuse == Reuse.OnceWhole ? await cache.EnterAsync(key, cancellationToken) : null;
        if (cache.Find(key, call.Plan.Routes.Select(route => (route.Provider.Name, route.Model.Id))) is { } kept)
        {
            call.Reuse(kept, clock.GetUtcNow());
            await cache.BookAsync(kept, call.Id, call.Request.Spender, call.Request.Task, clock.GetUtcNow(), cancellationToken);
            foreach (var update in kept.Answer().ToChatResponseUpdates())
            {
                yield return update;
            }

            yield break;
        }

        List<ChatResponseUpdate> updates = [];
        await foreach (var update in ask(cancellationToken))
        {
            updates.Add(update);
            yield return update;
        }

        if (Worth(call, key, updates.ToChatResponse()) is { } worth)
        {
            await cache.KeepAsync(worth, cancellationToken);
        }
    }

    static bool Fits(string pattern, string kind) =>
        pattern.EndsWith('*') ? kind.StartsWith(pattern[..^1], StringComparison.Ordinal) : kind == pattern;

    /// <summary>Whole, and in a form that comes back as it was.</summary>
    KeptAnswer? Worth(ModelCall call, string key, ChatResponse answer) =>
        call.Attempts is [.., { Failure: null } last]
        && (answer.FinishReason == ChatFinishReason.Stop || answer.FinishReason == ChatFinishReason.ToolCalls)
        && KeptAnswer.BodyOf(answer) is { } body
            ? new()
            {
                Key = key,
                Provider = last.Route.Provider.Name,
                Model = last.Route.Model.Id,
                Kind = call.Request.Kind,
                Call = call.Id,
                Cost = last.Cost ?? Money.Zero,
                At = clock.GetUtcNow(),
                Serves = call.Request.Reuse == Reuse.OnceWhole,
                Body = body,
            }
            : null;
}
