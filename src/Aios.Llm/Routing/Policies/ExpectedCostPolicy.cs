using System.Globalization;
using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>The least expected dollars until an answer has passed its checks: price, time, what a failure costs, what a cold cache costs.</summary>
sealed class ExpectedCostPolicy : IRoutingPolicy
{
    const double LeastChance = 0.01;
    const int OnStack = 64;

    // An unknown price never wins: such a route stands behind all others.
    const double Unknown = 1e9;

    public string Name => PolicyTable.ExpectedCost;

    public bool MayExplore => true;

    public void Rate(Decision decision, Span<Prospect> prospects)
    {
        Reckon(decision, prospects);
        Span<double> chances = prospects.Length <= OnStack ? stackalloc double[prospects.Length] : new double[prospects.Length];
        Span<int> likeliest = prospects.Length <= OnStack ? stackalloc int[prospects.Length] : new int[prospects.Length];
        for (var i = 0; i < prospects.Length; i++)
        {
            (chances[i], likeliest[i]) = (-prospects[i].Reckoned, i);
        }

        chances.Sort(likeliest);
        Price(decision, prospects, likeliest);
    }

    public string Reason(Decision decision, in Prospect prospect)
    {
        if (double.IsNaN(prospect.Price))
        {
            return "Nobody knows its price: it stands behind all whose price is known.";
        }

        var repairer = prospect.Repairer == prospect.Index ? "itself" : decision.Contenders[prospect.Repairer].ModelName;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Dollars.Text(prospect.Score)} until it has passed: price {Dollars.Text(prospect.Price)} + time {Dollars.Text(prospect.Seconds * decision.ValueOfSecond)} + repair {Dollars.Text((1 - prospect.Reckoned) * prospect.Repair)} ({1 - prospect.Reckoned:0.0%} by {repairer}){(prospect.Cache > 0 ? $" + cold cache {Dollars.Text(prospect.Cache)}" : "")}{(decision.Explores ? "; tried out" : "")}.");
    }

    /// <summary>With the chances as they are believed to be or, where something is tried out, as they may well be.</summary>
    static void Reckon(Decision decision, Span<Prospect> prospects)
    {
        var explores = decision.Explores;
        var dice = new Dice(Dice.Mixed(~decision.Seed));
        foreach (ref var prospect in prospects)
        {
            prospect.Reckoned = explores ? decision.Beliefs[prospect.Index].Draw(ref dice) : prospect.Passes;
        }
    }

    /// <summary>From the likeliest down: a failure is repaired by whichever likelier one costs the least until it has passed, and where there is none, by itself.</summary>
    static void Price(Decision decision, Span<Prospect> prospects, ReadOnlySpan<int> likeliest)
    {
        var (best, repairer) = (double.PositiveInfinity, -1); // of those strictly likelier
        var (pending, next) = (double.PositiveInfinity, -1); // of those as likely as the one before
        for (var i = 0; i < likeliest.Length; i++)
        {
            ref var prospect = ref prospects[likeliest[i]];
            if (i > 0 && prospects[likeliest[i - 1]].Reckoned > prospect.Reckoned && pending < best)
            {
                (best, repairer) = (pending, next);
            }

            var own = prospect.Price + prospect.Cache + (prospect.Seconds * decision.ValueOfSecond);
            (prospect.Repair, prospect.Repairer) = repairer < 0 ? (own / Math.Max(prospect.Reckoned, LeastChance), prospect.Index) : (best, repairer);
            prospect.Score = double.IsNaN(own) ? Unknown - prospect.Reckoned : own + ((1 - prospect.Reckoned) * prospect.Repair);
            if (prospect.Score < pending)
            {
                (pending, next) = (prospect.Score, prospect.Index);
            }
        }
    }
}
