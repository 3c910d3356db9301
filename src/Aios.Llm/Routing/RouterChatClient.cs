using System.Runtime.CompilerServices;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>The router as if it were one model, so that whatever can ask a model can ask it.</summary>
public sealed class RouterChatClient(Func<RouteRequest, RoutePlan> plan, Router router) : IChatClient
{
    /// <summary>A call that is not made yet; its plan can be read beforehand, its attempts while it goes on.</summary>
    public ModelCall Prepare(IEnumerable<ChatMessage> messages, ChatOptions? options = null) =>
        Prepare(new RouteRequest([.. messages], options)); // enumerated once; every attempt needs them

    public ModelCall Prepare(RouteRequest request) => new(request, plan(request));

    public IAsyncEnumerable<ChatResponseUpdate> StreamAsync(ModelCall call, CancellationToken cancellationToken = default) =>
        router.StreamAsync(call, (attempt, token) => AskAsync(call.Request, attempt, token), cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        StreamAsync(Prepare(messages, options), cancellationToken);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    /// <summary>Nothing to do: the clients belong to the routes.</summary>
    public void Dispose()
    {
    }

    static async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        RouteRequest request, Attempt attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (_, model, client) = attempt.Route;
        var options = request.Options?.Clone() ?? new();
        options.ModelId = model.Id;
        var tier = ServiceTier.Standard;

        await foreach (var update in UpdatesAsync(client, request, options, cancellationToken))
        {
            if (update.AdditionalProperties?.TryGetValue(AnswerProperties.ServiceTier, out var word) == true)
            {
                tier = ServiceTiers.Of(word as string);
            }

            foreach (var usage in update.Contents.OfType<UsageContent>())
            {
                attempt.Book(Usage.Of(usage.Details), tier);
            }

            yield return update;
        }
    }

    static async IAsyncEnumerable<ChatResponseUpdate> UpdatesAsync(
        IChatClient client, RouteRequest request, ChatOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.InOnePiece)
        {
            foreach (var update in (await client.GetResponseAsync(request.Messages, options, cancellationToken)).ToChatResponseUpdates())
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
