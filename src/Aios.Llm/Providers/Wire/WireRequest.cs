using System.Text.Json.Nodes;

namespace Aios.Llm.Providers.Wire;

/// <summary>A request as it goes over the wire, but for address and key.</summary>
/// <param name="Path">Appended to the endpoint's address.</param>
sealed record WireRequest(string Path, JsonObject Body)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What of the question could not be said and was left out; each reaches the caller.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public bool Stream { get; init; }

    /// <summary>A model writes the answer and sends it when it is done: it takes as long as it is.</summary>
    public bool IsWritten { get; init; }
}
