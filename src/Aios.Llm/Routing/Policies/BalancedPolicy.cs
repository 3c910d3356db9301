using System.Globalization;
using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>Spreads the work over all that are good enough: the less loaded of two drawn by chance, and then by load.</summary>
sealed class BalancedPolicy : IRoutingPolicy
{
    public string Name => "balanced";

    /// <summary>It has done so itself, over models too.</summary>
    public bool Balances => false;

    public void Rate(Decision decision, Span<Prospect> prospects)
    {
        foreach (ref var prospect in prospects)
        {
            prospect.Score = GoodEnough.Score(prospect, Balance.LoadOf(decision, prospect.Index));
        }

        var dice = new Dice(Dice.Mixed(decision.Seed));
        if (Drawn(prospects, ref dice) is >= 0 and var one && Drawn(prospects, ref dice) is var other)
        {
            prospects[prospects[one].Score <= prospects[other].Score ? one : other].Score = -1; // before every load
        }
    }

    public string Reason(Decision decision, in Prospect prospect) => GoodEnough.Or(prospect, string.Create(
        CultureInfo.InvariantCulture,
        $"{(prospect.Score < 0 ? "The less loaded of two drawn by chance" : "By load")}: {decision.Standings[prospect.Index].InFlight} in flight."));

    /// <summary>One of those that are good enough; -1 when none is.</summary>
    static int Drawn(Span<Prospect> prospects, ref Dice dice)
    {
        var count = 0;
        foreach (ref readonly var prospect in prospects)
        {
            count += prospect.Passes >= GoodEnough.Chance ? 1 : 0;
        }

        var skipped = count == 0 ? -1 : dice.Below(count);
        for (var i = 0; i < prospects.Length && count > 0; i++)
        {
            if (prospects[i].Passes >= GoodEnough.Chance && skipped-- == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
