using System.Runtime.CompilerServices;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>The router as if it were one model, so that whatever can ask a model can ask it.</summary>
public sealed class RouterChatClient(Func<RouteRequest, RoutePlan> plan, Router router) : IChatClient
{
    /// <summary>A call that is not made yet; its plan can be read beforehand, its attempts while it goes on.</summary>
    public ModelCall Prepare(IEnumerable<ChatMessage> messages, ChatOptions? options = null)
    {
        var request = new RouteRequest([.. messages], options); // enumerated once; every attempt needs them
        return new(request, plan(request));
    }

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

        await foreach (var update in client.GetStreamingResponseAsync(request.Messages, options, cancellationToken))
        {
            foreach (var usage in update.Contents.OfType<UsageContent>())
            {
                attempt.Book(Usage.Of(usage.Details));
            }

            yield return update;
        }
    }
}
