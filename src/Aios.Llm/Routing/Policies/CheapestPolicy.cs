using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>The cheapest of those that are good enough for the task; an unknown price is not cheap.</summary>
sealed class CheapestPolicy : IRoutingPolicy
{
    public const string Word = "cheapest";

    public string Name => Word;

    public void Rate(Decision decision, Span<Prospect> prospects)
    {
        foreach (ref var prospect in prospects)
        {
            prospect.Score = GoodEnough.Score(prospect, prospect.Price + prospect.Cache);
        }
    }

    public string Reason(Decision decision, in Prospect prospect) =>
        GoodEnough.Or(prospect, $"Good enough, at {Dollars.Text(prospect.Price + prospect.Cache)} for the answer.");
}
