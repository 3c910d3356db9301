using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Cli.Spending;

/// <summary>What attempts cost whose models had no price when they were asked, by the price that is known now.</summary>
static class Repricing
{
    /// <remarks>
    /// Only whole answers: what was counted of one that broke off is not all that will be billed. And only by a price that held then.
    /// </remarks>
    /// <param name="entries">Of unknown cost.</param>
    public static IReadOnlyList<Finding> Of(IEnumerable<LedgerEntry> entries, ModelCatalog catalog) => [.. entries.Select(entry => Of(entry, catalog)).OfType<Finding>()];

    static Finding? Of(LedgerEntry entry, ModelCatalog catalog)
    {
        var intent = entry.Reservation.Intent;
        return entry.Settlement is { Cost: null, Outcome: "answered" } settlement
            && settlement.Usage != Usage.None
            && catalog.Find(intent.Provider, intent.Model)?.PriceAt(intent.At) is { } price
            && Money.CostOf(settlement.Usage, price, settlement.Tier) is { } cost
                ? new(entry, cost, price.Source is { } source ? $"the price of {source}" : "the price that is configured")
                : null;
    }
}
