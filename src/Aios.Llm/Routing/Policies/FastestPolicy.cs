using System.Globalization;
using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>The first to be done of those that are good enough for the task.</summary>
sealed class FastestPolicy : IRoutingPolicy
{
    public string Name => "fastest";

    public void Rate(Decision decision, Span<Prospect> prospects)
    {
        foreach (ref var prospect in prospects)
        {
            prospect.Score = GoodEnough.Score(prospect, prospect.Seconds);
        }
    }

    public string Reason(Decision decision, in Prospect prospect) => GoodEnough.Or(
        prospect, string.Create(CultureInfo.InvariantCulture, $"Good enough, and done in {prospect.Seconds:0.0} s{(prospect.IsTimeAssumed ? ", as far as anybody knows" : "")}."));
}
