using System.Globalization;
using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>The likeliest to pass; of equally likely ones the cheaper.</summary>
sealed class BestPolicy : IRoutingPolicy
{
    // Chances that differ by less are the same to us, and the price decides.
    const double Step = 0.001;
    const double Cheap = 1e-6;

    public string Name => "best";

    public void Rate(Decision decision, Span<Prospect> prospects)
    {
        foreach (ref var prospect in prospects)
        {
            var price = double.IsNaN(prospect.Price) ? 1 / Cheap : prospect.Price + prospect.Cache;
            prospect.Score = -Math.Round(prospect.Passes / Step) + Math.Min(0.5, price * Cheap);
        }
    }

    public string Reason(Decision decision, in Prospect prospect) =>
        string.Create(CultureInfo.InvariantCulture, $"Passes with a chance of {prospect.Passes:0.0%}; the likeliest comes first.");
}
