using System.Globalization;
using Aios.Llm.Models;

namespace Aios.Llm.Spending;

/// <summary>An amount of dollars, exact to the nano-dollar.</summary>
public readonly record struct Money(long NanoDollars)
{
    const decimal NanosPerDollar = 1_000_000_000m;
    const decimal TokensPerPrice = 1_000_000m;
    const decimal SearchesPerPrice = 1_000m;

    public static Money Zero => default;

    /// <summary>What is less than a nano-dollar is left out: a limit is never more than was said.</summary>
    /// <exception cref="OverflowException">The amount exceeds some nine billion dollars.</exception>
    public static Money Of(decimal dollars) => new(decimal.ToInt64(decimal.Floor(dollars * NanosPerDollar)));

    public decimal Dollars => NanoDollars / NanosPerDollar;

    /// <summary>What an answer cost: tokens × rate for each bucket, rounded up to the nano-dollar once, at the end.</summary>
    /// <returns>Null when a bucket that has something in it has no rate.</returns>
    /// <exception cref="OverflowException">The amount exceeds some nine billion dollars.</exception>
    public static Money? CostOf(Usage usage, ModelPrice price, ServiceTier tier = ServiceTier.Standard)
    {
        var rates = price.RatesFor(usage.TotalInput, tier);
        var tokens = Product(usage.Input, rates?.Input)
            + Product(usage.CacheRead, rates?.CacheRead)
            + Product(usage.CacheWrite5m, rates?.CacheWrite5m)
            + Product(usage.CacheWrite1h, rates?.CacheWrite1h)
            + Product(usage.Output, rates?.Output);
        var searches = Product(usage.WebSearches, price.WebSearch);
        return tokens / TokensPerPrice + searches / SearchesPerPrice is { } dollars
            ? new(decimal.ToInt64(decimal.Ceiling(dollars * NanosPerDollar)))
            : null;

        static decimal? Product(long count, decimal? rate) => count == 0 ? 0 : count * rate;
    }

    public static Money operator +(Money left, Money right) => new(checked(left.NanoDollars + right.NanoDollars));

    /// <summary>In dollars, with as many decimals as it takes and at least two.</summary>
    public override string ToString() => "$" + Dollars.ToString("0.00#######", CultureInfo.InvariantCulture);
}
