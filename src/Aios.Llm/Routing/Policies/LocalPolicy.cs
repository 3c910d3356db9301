using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>Nothing leaves this machine; among what there is on it, the expected cost decides.</summary>
sealed class LocalPolicy : IRoutingPolicy
{
    readonly ExpectedCostPolicy _order = new();

    public string Name => PolicyTable.Local;

    public bool StaysHere => true;

    public bool MayExplore => true;

    public void Rate(Decision decision, Span<Prospect> prospects) => _order.Rate(decision, prospects);

    public string Reason(Decision decision, in Prospect prospect) => $"On this machine. {_order.Reason(decision, prospect)}";
}
