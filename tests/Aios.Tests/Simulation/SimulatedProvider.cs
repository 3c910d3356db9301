using System.Runtime.CompilerServices;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Microsoft.Extensions.AI;

namespace Aios.Tests.Simulation;

/// <summary>A provider on virtual time, with the deadlines and the failures of a real one, that writes down what it would bill.</summary>
/// <param name="weather">How it treats a question that comes now.</param>
/// <param name="served">Told of every question before anything is said.</param>
sealed class SimulatedProvider(string name, IReadOnlyList<Model> models, VirtualTime time, Func<Model, Conduct> weather, Action<Served> served) : IProvider
{
    static readonly Deadlines _deadlines = new();

    public string Name => name;

    public IReadOnlyList<Model> Models => models;

    public IChatClient ClientFor(Model model) => new Client(this, model);

    /// <summary>The message that says which call it belongs to.</summary>
    public static ChatMessage Question(int call, string text) => new(ChatRole.User, text) { MessageId = $"{call}" };

    async IAsyncEnumerable<ChatResponseUpdate> AskAsync(
        Model model, IReadOnlyList<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var most = (options?.MaxOutputTokens ?? model.MaxOutput ?? 300) / Served.TokensPerPiece;
        var conduct = weather(model);
        conduct = conduct with { Pieces = Math.Clamp(conduct.Pieces, 1, most), Before = Math.Clamp(conduct.Before, 1, Math.Clamp(conduct.Pieces, 1, most)) };
        Served answer = new(int.Parse(messages[^1].MessageId!, null), this, model, time.Elapsed, conduct, messages.Sum(message => message.Text.Length / 4));
        served(answer);
        try
        {
            await foreach (var update in SpeakAsync(answer, model, conduct, cancellationToken))
            {
                yield return update;
            }
        }
        finally
        {
            answer.Ended = time.Elapsed;
        }
    }

    async IAsyncEnumerable<ChatResponseUpdate> SpeakAsync(Served answer, Model model, Conduct conduct, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await WaitAsync(conduct.Mishap == Mishap.Silent ? TimeSpan.MaxValue : conduct.First, _deadlines.FirstByte, answer, cancellationToken);
        answer.WasTold = answer.Usage == Usage.None;
        Refuse(conduct);
        for (var piece = 0; piece < conduct.Pieces; piece++)
        {
            if (piece > 0)
            {
                await GoOnAsync(piece, answer, cancellationToken);
            }

            yield return new(ChatRole.Assistant, answer.Speak()) { ModelId = model.Id };
        }

        await GoOnAsync(conduct.Pieces, answer, cancellationToken); // what breaks after all of them has not said what it cost
        if (conduct.Mishap == Mishap.BadCall)
        {
            yield return new(ChatRole.Assistant, [ToolCalls.Of("call", "write", "{\"path\":")]);
        }

        ChatResponseUpdate last = new() { FinishReason = FinishOf(conduct.Mishap) };
        if (conduct.Mishap != Mishap.NoUsage)
        {
            answer.WasTold = true;
            last.Contents.Add(new UsageContent(answer.Usage.ToDetails()));
        }

        yield return last;
    }

    /// <summary>What lies between two pieces, or between the last one and the end.</summary>
    async Task GoOnAsync(int piece, Served answer, CancellationToken cancellationToken)
    {
        var (mishap, breaks) = (answer.Conduct.Mishap, piece == answer.Conduct.Before);
        if (breaks && mishap == Mishap.Cut)
        {
            throw Broken(FailureKind.Truncated, "The connection broke.", answer);
        }

        await WaitAsync(breaks && mishap == Mishap.Stall ? TimeSpan.MaxValue : answer.Conduct.Gap, _deadlines.Idle, answer, cancellationToken);
    }

    /// <summary>Real clients have deadlines of their own.</summary>
    async Task WaitAsync(TimeSpan wait, TimeSpan deadline, Served answer, CancellationToken cancellationToken)
    {
        if (wait <= deadline)
        {
            await Task.Delay(wait, time, cancellationToken);
            return;
        }

        await Task.Delay(deadline, time, cancellationToken);
        throw Broken(FailureKind.TimedOut, $"Nothing came within {deadline.TotalSeconds} s.", answer);
    }

    static ChatFinishReason FinishOf(Mishap mishap) => mishap switch
    {
        Mishap.Length => ChatFinishReason.Length,
        Mishap.Filtered => ChatFinishReason.ContentFilter,
        Mishap.BadCall => ChatFinishReason.ToolCalls,
        _ => ChatFinishReason.Stop,
    };

    static void Refuse(Conduct conduct)
    {
        Failure? failure = conduct.Mishap switch
        {
            Mishap.Unreachable => new(FailureKind.Unreachable, "Connection refused."),
            Mishap.RateLimited => new(FailureKind.RateLimited, "Too many requests.") { HttpStatus = 429, RetryAfter = conduct.RetryAfter },
            Mishap.Overloaded => new(FailureKind.Overloaded, "Overloaded.") { HttpStatus = 503, RetryAfter = conduct.RetryAfter },
            Mishap.Unauthorised => new(FailureKind.Unauthorised, "No such key.") { HttpStatus = 401 },
            Mishap.QuotaExhausted => new(FailureKind.QuotaExhausted, "No money left.") { HttpStatus = 429 },
            Mishap.InvalidRequest => new(FailureKind.InvalidRequest, "That is no request.") { HttpStatus = 400 },
            Mishap.ContextTooLong => new(FailureKind.ContextTooLong, "Too long.") { HttpStatus = 400 },
            Mishap.Lost => new(FailureKind.Unreachable, "The connection was reset.") { MayBeBilled = true },
            Mishap.ErrorInAnswer => new(FailureKind.Overloaded, "Overloaded.") { HttpStatus = 200 },
            Mishap.Empty => new(FailureKind.Malformed, "The answer is an empty stream.") { HttpStatus = 200 },
            _ => null,
        };
        if (failure is not null)
        {
            throw new ProviderException(failure);
        }
    }

    static ProviderException Broken(FailureKind kind, string message, Served answer) => new(new(kind, message)
    {
        MayBeBilled = true,
        Usage = answer.Conduct.CountsEarly && answer.Text.Length > 0 ? new() { Input = answer.Input } : null,
    });

    sealed class Client(SimulatedProvider provider, Model model) : IChatClient
    {
        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            provider.AskAsync(model, [.. messages], options, cancellationToken);

        /// <remarks>Not by the fold of Microsoft.Extensions.AI, which leaves the thread.</remarks>
        public async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            List<ChatResponseUpdate> updates = [];
            await foreach (var update in GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                updates.Add(update);
            }

            return updates.ToChatResponse();
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
