using Aios.Llm.Providers;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>How the attempts of a call are made: chat updates for a client, raw bytes for a gateway.</summary>
public sealed record Asking<TChunk>(Func<Attempt, CancellationToken, IAsyncEnumerable<TChunk>> Ask)
{
    /// <summary>Whether a chunk says something; until one does, another route can still answer. Null where every chunk does.</summary>
    public Func<TChunk, bool>? Speaks { get; init; }

    /// <summary>What is wrong with a whole answer, or null. Where this is given nothing is handed on before the answer was accepted.</summary>
    public Func<IReadOnlyList<TChunk>, Failure?>? FaultOf { get; init; }

    /// <summary>What is kept of an answer that was accepted, where its call has a name.</summary>
    public Func<IReadOnlyList<TChunk>, KeptText>? Keep { get; init; }
}
