using Microsoft.Extensions.AI;

namespace Aios.Llm.Routing;

/// <summary>What is asked, before anyone has decided whom to ask.</summary>
public sealed record RouteRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions? Options);
