using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Aios.Llm.Providers.Replay;

/// <summary>The answers of a recording that are still to be given.</summary>
sealed class ReplayedAnswers(IEnumerable<RecordedExchange> exchanges)
{
    readonly FrozenDictionary<(string Model, string Digest), ConcurrentQueue<RecordedExchange>> _answers = exchanges
        .GroupBy(exchange => (exchange.Model.Id, exchange.Digest))
        .ToFrozenDictionary(same => same.Key, same => new ConcurrentQueue<RecordedExchange>(same));

    /// <exception cref="ProviderException">The recording has no such question, or no further answer to it.</exception>
    public RecordedExchange Next(string model, string digest)
    {
        if (_answers.TryGetValue((model, digest), out var answers))
        {
            return answers.TryDequeue(out var answer) ? answer
                : throw Unknown($"The recording has no further answer of {model} to this question: all of them have been played.");
        }

        var others = _answers.Keys.Where(key => key.Digest == digest).Select(key => key.Model).Order(StringComparer.Ordinal).ToArray();
        throw Unknown(others.Length > 0
            ? $"The recording has this question only as one to {string.Join(", ", others)}, not to {model}."
            : $"The recording does not have this question to {model} (digest {digest[..12]}): something of it, its options or its tools is other than it was.");
    }

    static ProviderException Unknown(string message) => new(new(FailureKind.InvalidRequest, message));
}
