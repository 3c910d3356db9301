using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>Somebody chose: what was chosen, at its endpoints in their order.</summary>
sealed class PinnedPolicy : IRoutingPolicy
{
    public string Name => PolicyTable.Pinned;

    /// <summary>Whoever lists a second endpoint behind the first means it.</summary>
    public bool Balances => false;

    public void Rate(Decision decision, Span<Prospect> prospects)
    {
        foreach (ref var prospect in prospects)
        {
            prospect.Score = 0;
        }
    }

    public string Reason(Decision decision, in Prospect prospect) => decision.Contenders[prospect.Index].Candidate.Reason ?? decision.Directive.Because;
}
