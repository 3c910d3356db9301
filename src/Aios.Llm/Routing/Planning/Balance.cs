namespace Aios.Llm.Routing.Planning;

/// <summary>Spreads a model's load over the endpoints that serve it: of two of them, drawn by chance, the less loaded comes first.</summary>
/// <remarks>Always taking the least loaded would send everybody to the same endpoint at the same moment.</remarks>
static class Balance
{
    // After so long without an answer an endpoint's latency counts half, so that a slow one is tried again.
    static readonly TimeSpan _forgetting = TimeSpan.FromSeconds(30);

    /// <param name="order">Of the prospects: the policy's, which stays as it is between models.</param>
    public static void Apply(Decision decision, ReadOnlySpan<Prospect> prospects, Span<int> order)
    {
        if (!decision.Policy.Balances)
        {
            return;
        }

        var dice = new Dice(Dice.Mixed(decision.Seed));
        for (var first = 0; first < order.Length; first++)
        {
            if (decision.Contenders[prospects[order[first]].Index].IsAlone)
            {
                continue;
            }

            var count = Gather(decision, prospects, order[first..]);
            if (count > 1 && !HoldsCache(decision, prospects[order[first]]))
            {
                Spread(decision, prospects, order.Slice(first, count), ref dice);
            }

            first += count - 1;
        }
    }

    /// <summary>Seconds that somebody who is asked now may have to wait for a first piece.</summary>
    public static double LoadOf(Decision decision, int contender)
    {
        var standing = decision.Standings[contender];
        var latency = standing.FirstPiece?.TotalSeconds ?? Estimator.UsualFirstPiece;
        var load = (standing.InFlight + 1) * latency;
        return standing.LastAnswer is { } last && decision.Now > last ? load * Math.Pow(0.5, (decision.Now - last) / _forgetting) : load;
    }

    /// <summary>Brings those that serve the first one's model up behind it, in their order.</summary>
    static int Gather(Decision decision, ReadOnlySpan<Prospect> prospects, Span<int> order)
    {
        var group = decision.Contenders[prospects[order[0]].Index].Group;
        var count = 1;
        for (var next = 1; next < order.Length; next++)
        {
            if (decision.Contenders[prospects[order[next]].Index].Group == group)
            {
                PutAt(order, count++, next);
            }
        }

        return count;
    }

    static void Spread(Decision decision, ReadOnlySpan<Prospect> prospects, Span<int> endpoints, ref Dice dice)
    {
        var one = dice.Below(endpoints.Length);
        var other = (one + 1 + dice.Below(endpoints.Length - 1)) % endpoints.Length;
        var chosen = LoadOf(decision, prospects[endpoints[one]].Index) <= LoadOf(decision, prospects[endpoints[other]].Index) ? one : other;
        PutAt(endpoints, 0, chosen);
    }

    /// <summary>Those between make room.</summary>
    static void PutAt(Span<int> order, int place, int from)
    {
        var moved = order[from];
        order[place..from].CopyTo(order[(place + 1)..]);
        order[place] = moved;
    }

    static bool HoldsCache(Decision decision, in Prospect prospect) => decision.Cached is { } cached && cached.Route == decision.Contenders[prospect.Index].Route.Name;
}
