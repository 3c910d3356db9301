using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>What is asked, before anyone has decided whom to ask.</summary>
public sealed record RouteRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options)
{
    /// <summary>Who asks, where each of several may have models of its own.</summary>
    public string? Specialist { get; init; }

    /// <summary>The provider is to answer in one piece.</summary>
    public bool InOnePiece { get; init; }
}
