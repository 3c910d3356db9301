using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Policies;

namespace Aios.Llm.Routing.Planning;

/// <summary>What holds for a request: which policy, among which models, and who said so.</summary>
/// <param name="Pin">By contender, whether it may be asked; null for all.</param>
/// <param name="Pinned">The models that the pin names.</param>
sealed record Directive(IRoutingPolicy Policy, string Because, bool[]? Pin = null, ModelPattern? Pinned = null)
{
    public Experiment? Experiment { get; init; }
}
