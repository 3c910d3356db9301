using System.Text.Json;
using Aios.Llm.Models;
using Microsoft.Extensions.AI;

namespace Aios.Llm.Providers.Wire;

/// <summary>Makes updates of one answer as it arrives. A reader is fed from one thread and used once.</summary>
interface IAnswerReader
{
    /// <summary>Reads one event of a stream.</summary>
    /// <param name="eventType">Of server-sent events; "message" where the wire names none.</param>
    /// <param name="data">One JSON object, or a word such as <c>[DONE]</c>.</param>
    /// <exception cref="JsonException">It is no event of this API.</exception>
    /// <exception cref="ProviderException">It is an error.</exception>
    IEnumerable<ChatResponseUpdate> Read(string eventType, string data);

    /// <summary>Reads an answer that came in one piece, to its end.</summary>
    /// <exception cref="JsonException">It is no answer of this API.</exception>
    /// <exception cref="ProviderException">It is an error.</exception>
    IEnumerable<ChatResponseUpdate> ReadWhole(JsonElement answer);

    /// <summary>The stream has ended: what is still to be said, the usage among it.</summary>
    /// <exception cref="ProviderException">The answer has not ended.</exception>
    IEnumerable<ChatResponseUpdate> End();

    /// <summary>No further event can belong to the answer, even if the stream stays open.</summary>
    bool HasEnded { get; }

    /// <summary>What has been counted so far; null before anything has.</summary>
    Usage? Usage { get; }
}
