using System.Globalization;
using Aios.Llm.Models;

namespace Aios.Llm.Spending;

/// <summary>An amount of dollars, exact to the nano-dollar.</summary>
public readonly record struct Money(long NanoDollars)
{
    const decimal NanosPerDollar = 1_000_000_000m;
    const decimal TokensPerPrice = 1_000_000m;

    public static Money Zero => default;

    public decimal Dollars => NanoDollars / NanosPerDollar;

    /// <summary>What an answer cost: tokens × rate for each bucket, rounded up to the nano-dollar once, at the end.</summary>
    /// <exception cref="OverflowException">The amount exceeds some nine billion dollars.</exception>
    public static Money CostOf(Usage usage, ModelPrice price)
    {
        var dollars = (usage.Input * price.Input
            + usage.CacheRead * price.CacheRead
            + usage.CacheWrite * price.CacheWrite
            + usage.Output * price.Output) / TokensPerPrice;
        return new(decimal.ToInt64(decimal.Ceiling(dollars * NanosPerDollar)));
    }

    public static Money operator +(Money left, Money right) => new(checked(left.NanoDollars + right.NanoDollars));

    /// <summary>In dollars, with as many decimals as it takes and at least two.</summary>
    public override string ToString() => "$" + Dollars.ToString("0.00#######", CultureInfo.InvariantCulture);
}
