using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Replay;

/// <summary>Records what passes through it, as it passes: the question, each update with its time, and the failure, if any.</summary>
/// <remarks>Left out is what ends with an exception that is no provider's failure: nothing could play it back.</remarks>
public sealed class RecordingChatClient(IChatClient inner, Recorder recorder, Model model, TimeProvider clock) : DelegatingChatClient(inner)
{
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ChatMessage[] asked = [.. messages];
        var exchange = Begin(asked, options);
        try
        {
            var response = await base.GetResponseAsync(asked, options, cancellationToken);
            exchange.Updates.AddRange(response.ToChatResponseUpdates().Select(update => RecordedUpdate.Of(update, exchange.Elapsed)));
            exchange.End(failure: null);
            return response;
        }
        catch (ProviderException exception)
        {
            exchange.End(exception.Failure);
            throw;
        }
        catch (OperationCanceledException)
        {
            exchange.End(Left);
            throw;
        }
    }

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ChatMessage[] asked = [.. messages];
        var exchange = Begin(asked, options);
        Failure? failure = Left; // unless the end is seen
        var isPlayable = true;
        try
        {
            await using var answer = base.GetStreamingResponseAsync(asked, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await answer.MoveNextAsync())
                    {
                        failure = null;
                        break;
                    }
                }
                catch (ProviderException exception)
                {
                    failure = exception.Failure;
                    throw;
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    isPlayable = false;
                    throw;
                }

                exchange.Updates.Add(RecordedUpdate.Of(answer.Current, exchange.Elapsed));
                yield return answer.Current;
            }
        }
        finally
        {
            if (isPlayable)
            {
                exchange.End(failure);
            }
        }
    }

    static Failure Left { get; } = new(FailureKind.Cancelled, "Whoever asked left before the answer had ended, when it was recorded.");

    Exchange Begin(ChatMessage[] messages, ChatOptions? options) => new(recorder, model, clock, CanonicalJson.Of(messages, options));

    /// <summary>An exchange that has not ended.</summary>
    sealed class Exchange(Recorder recorder, Model model, TimeProvider clock, JsonObject question)
    {
        readonly long _started = clock.GetTimestamp();
        readonly long _number = recorder.NextNumber();

        public List<RecordedUpdate> Updates { get; } = [];

        public long Elapsed => (long)clock.GetElapsedTime(_started).TotalMilliseconds;

        public void End(Failure? failure) => recorder.Write(new()
        {
            Version = RecordedExchange.CurrentVersion,
            Number = _number,
            Model = new(model.Id, model.ContextWindow, model.MaxOutput),
            Digest = CanonicalJson.DigestOf(question),
            Question = JsonSerializer.SerializeToElement(question, ReplayJson.Default.JsonObject),
            Updates = Updates,
            Failure = failure is null ? null : RecordedFailure.Of(failure),
            Milliseconds = Elapsed,
        });
    }
}
