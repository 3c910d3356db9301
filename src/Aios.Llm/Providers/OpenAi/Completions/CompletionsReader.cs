using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers.Wire;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.OpenAi.Completions;

/// <summary>Reads answers of the older Completions: text and nothing else.</summary>
sealed class CompletionsReader : IAnswerReader
{
    readonly ChunkedAnswer _answer = new();

    public bool HasEnded => _answer.HasEnded;

    public Usage? Usage => _answer.Usage;

    public IEnumerable<ChatResponseUpdate> Read(string eventType, string data) =>
        _answer.Parse(eventType, data) is { } chunk && _answer.Read(chunk)?.Text("text") is { Length: > 0 } text ? [_answer.Update(new TextContent(text))] : [];

    public IEnumerable<ChatResponseUpdate> ReadWhole(JsonElement answer) =>
        _answer.Read(answer) is { } choice
            ? [_answer.Update(new TextContent(choice.Text("text"))), _answer.End(isWhole: true, hasCalls: false)]
            : throw new ProviderException(new(FailureKind.Malformed, "The answer holds no choice.") { Usage = Usage });

    public IEnumerable<ChatResponseUpdate> End() => [_answer.End(isWhole: false, hasCalls: false)];
}
