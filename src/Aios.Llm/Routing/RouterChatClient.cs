using System.Runtime.CompilerServices;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>The router as if it were one model, so that whatever can ask a model can ask it.</summary>
/// <param name="reuse">Null asks anew each time.</param>
public sealed class RouterChatClient(Func<RouteRequest, RoutePlan> plan, Router router, AnswerReuse? reuse = null) : IChatClient
{
    /// <summary>A call that is not made yet; its plan can be read beforehand, its attempts while it goes on.</summary>
    public ModelCall Prepare(IEnumerable<ChatMessage> messages, ChatOptions? options = null) =>
        Prepare(new RouteRequest([.. messages], options)); // enumerated once; every attempt needs them

    /// <summary>Whom a request would be asked now; nobody is.</summary>
    public RoutePlan PlanFor(RouteRequest request) => plan(request);

    /// <exception cref="Storage.StorageException">The request has a name, and what is known of it cannot be read.</exception>
    public ModelCall Prepare(RouteRequest request) => new(request, plan(request), request is { Name: { } name, Spender.Run: { } run } ? router.Journal?.Find(run, name) : null);

    public IAsyncEnumerable<ChatResponseUpdate> StreamAsync(ModelCall call, CancellationToken cancellationToken = default) =>
        StreamAsync(call, call.Request.Buffered ? updates => AnswerFault.Of(call.Request, updates) : null, cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(Prepare(messages, options), cancellationToken);

    /// <summary>The caller sees nothing before the end, so that until then another route can answer.</summary>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var call = Prepare(messages, options);
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in StreamAsync(call, call.Request.Buffered ? heard => AnswerFault.Of(call.Request, heard) : _ => null, cancellationToken))
        {
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Nothing to do: the clients belong to the routes.</summary>
    public void Dispose()
    {
    }

    IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        ModelCall call, Func<IReadOnlyList<ChatResponseUpdate>, Failure?>? faultOf, CancellationToken cancellationToken) =>
        call.Earlier?.Answer is { } answered ? NamedAnswer.Read(answered).ToAsyncEnumerable()
        : reuse is null ? AskAsync(call, faultOf, cancellationToken)
        : AdoptAsync(call, reuse.StreamAsync(call, token => AskAsync(call, faultOf, token), cancellationToken), cancellationToken);

    /// <summary>An answer that had been paid for before stays the answer of the call that has got it now, whatever becomes of the cache.</summary>
    async IAsyncEnumerable<ChatResponseUpdate> AdoptAsync(
        ModelCall call, IAsyncEnumerable<ChatResponseUpdate> answer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<ChatResponseUpdate> updates = [];
        await foreach (var update in answer.WithCancellation(cancellationToken))
        {
            updates.Add(update);
            if (call.Reused is null)
            {
                yield return update;
            }
        }

        if (call.Reused is { } kept)
        {
            if (call.Request is { Name: { } name, Spender.Run: { } run } && router.Journal is { } journal)
            {
                await journal.AdoptAsync(run, name, call.Id, kept.Provider, kept.Model, NamedAnswer.Of(updates), cancellationToken);
            }

            foreach (var update in updates)
            {
                yield return update;
            }
        }
    }

    IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        ModelCall call, Func<IReadOnlyList<ChatResponseUpdate>, Failure?>? faultOf, CancellationToken cancellationToken) =>
        router.StreamAsync(
            call,
            new Asking<ChatResponseUpdate>((attempt, token) => AskAsync(call.Request, attempt, faultOf is not null, token))
            {
                Speaks = Speaks,
                FaultOf = faultOf,
                Keep = call.Request.Name is null ? null : NamedAnswer.Of,
            },
            cancellationToken);

    /// <summary>Usage, warnings and a name for the answer are nothing yet that could not be said of another one.</summary>
    static bool Speaks(ChatResponseUpdate update)
    {
        foreach (var content in update.Contents)
        {
            if (content is not (UsageContent or ErrorContent or TextContent { Text: "" }))
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="isHeld">The caller sees nothing of it before the end.</param>
    static async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        RouteRequest request, Attempt attempt, bool isHeld, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (_, model, client) = attempt.Route;
        var options = request.Options?.Clone() ?? new();
        options.ModelId = model.Id;
        var tier = ServiceTier.Standard;

        await foreach (var update in UpdatesAsync(client, request, options, attempt, cancellationToken))
        {
            tier = TierOf(update.AdditionalProperties) ?? tier;
            foreach (var content in update.Contents)
            {
                if (content is UsageContent usage && !request.InOnePiece)
                {
                    attempt.Book(Usage.Of(usage.Details), tier);
                }
            }

            if (isHeld)
            {
                attempt.Hear(update.Text);
            }

            if (update.Text is { Length: > 0 } text)
            {
                attempt.Transcript?.Hear(text);
                request.Heard?.Invoke(attempt, text);
            }

            yield return update;
        }
    }

    static ServiceTier? TierOf(AdditionalPropertiesDictionary? properties) =>
        properties?.TryGetValue(AnswerProperties.ServiceTier, out var word) == true ? ServiceTiers.Of(word as string) : null;

    static async IAsyncEnumerable<ChatResponseUpdate> UpdatesAsync(
        IChatClient client, RouteRequest request, ChatOptions options, Attempt attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.InOnePiece)
        {
            var answer = await client.GetResponseAsync(request.Messages, options, cancellationToken);
            if (answer.Usage is { } usage)
            {
                attempt.Book(Usage.Of(usage), TierOf(answer.AdditionalProperties) ?? ServiceTier.Standard); // known now, however little of it the caller takes
            }

            foreach (var update in answer.ToChatResponseUpdates())
            {
                yield return update;
            }

            yield break;
        }

        await foreach (var update in client.GetStreamingResponseAsync(request.Messages, options, cancellationToken))
        {
            yield return update;
        }
    }
}
