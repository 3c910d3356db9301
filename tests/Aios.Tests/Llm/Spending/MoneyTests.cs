using System.Numerics;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using CsCheck;
using Xunit;

namespace Aios.Tests.Llm.Spending;

public sealed class MoneyTests
{
    static readonly Rates _rates = new() { Input = 3, CacheRead = 0.3m, CacheWrite5m = 3.75m, CacheWrite1h = 6, Output = 15 };

    static readonly ModelPrice _price = new() { Standard = _rates, WebSearch = 10 };

    static readonly Gen<ModelPrice> _prices =
        from rates in Gen.Select(Micros, Micros, Micros, Micros, Micros)
        from search in Micros
        select new ModelPrice
        {
            Standard = new() { Input = rates.Item1, CacheRead = rates.Item2, CacheWrite5m = rates.Item3, CacheWrite1h = rates.Item4, Output = rates.Item5 },
            WebSearch = search,
        };

    static readonly Gen<Usage> _usages =
        from tokens in Gen.Select(Tokens, Tokens, Tokens, Tokens, Tokens)
        from searches in Gen.Long[0, 100]
        select new Usage
        {
            Input = tokens.Item1,
            CacheRead = tokens.Item2,
            CacheWrite5m = tokens.Item3,
            CacheWrite1h = tokens.Item4,
            Output = tokens.Item5,
            Reasoning = tokens.Item5 / 2,
            WebSearches = searches,
        };

    /// <summary>A price per million tokens with up to six decimals.</summary>
    static Gen<decimal> Micros => Gen.Long[0, 200_000_000].Select(micros => micros / 1_000_000m);

    static Gen<long> Tokens => Gen.Long[0, 2_000_000];

    [Theory]
    [InlineData(1_000_000, 0, 0, 0, 0, 0, 3_000_000_000)]
    [InlineData(0, 1_000_000, 0, 0, 0, 0, 300_000_000)]
    [InlineData(0, 0, 1_000_000, 0, 0, 0, 3_750_000_000)]
    [InlineData(0, 0, 0, 1_000_000, 0, 0, 6_000_000_000)]
    [InlineData(0, 0, 0, 0, 1_000_000, 0, 15_000_000_000)]
    [InlineData(0, 0, 0, 0, 0, 1, 10_000_000)]
    [InlineData(1, 1, 1, 1, 1, 1, 10_028_050)]
    [InlineData(0, 0, 0, 0, 0, 0, 0)]
    public void A_cost_is_count_times_rate_for_each_bucket(long input, long read, long write5m, long write1h, long output, long searches, long nanos) => Assert.Equal(
        new Money(nanos),
        Money.CostOf(new() { Input = input, CacheRead = read, CacheWrite5m = write5m, CacheWrite1h = write1h, Output = output, WebSearches = searches }, _price));

    [Fact]
    public void Reasoning_is_output_and_is_not_paid_for_twice() =>
        Assert.Equal(Money.CostOf(new() { Output = 100 }, _price), Money.CostOf(new() { Output = 100, Reasoning = 90 }, _price));

    [Fact]
    public void A_cost_is_rounded_up_once_and_at_the_end()
    {
        var tiny = new ModelPrice { Standard = new() { Input = 0.0004m, CacheRead = 0.0004m } };

        Assert.Equal(new Money(1), Money.CostOf(new() { Input = 1 }, tiny));
        Assert.Equal(new Money(1), Money.CostOf(new() { Input = 1, CacheRead = 1 }, tiny));
        Assert.Equal(new Money(2), Money.CostOf(new() { Input = 3 }, tiny));
    }

    [Fact]
    public void A_cost_equals_that_of_exact_arithmetic() => Gen.Select(_usages, _prices).Sample((usage, price) =>
    {
        var exact = Product(usage.Input, price.Standard.Input) + Product(usage.CacheRead, price.Standard.CacheRead)
            + Product(usage.CacheWrite5m, price.Standard.CacheWrite5m) + Product(usage.CacheWrite1h, price.Standard.CacheWrite1h)
            + Product(usage.Output, price.Standard.Output) + Product(usage.WebSearches, price.WebSearch) * 1000;
        Assert.Equal((long)((exact + 999) / 1000), Money.CostOf(usage, price)?.NanoDollars);

        // In millionths of a micro-dollar, of which a nano-dollar has a thousand.
        static BigInteger Product(long count, decimal? rate) => count * (BigInteger)(rate!.Value * 1_000_000m); // every rate is generated
    });

    [Fact]
    public void What_two_answers_cost_is_what_they_would_have_cost_as_one_but_for_one_rounding() =>
        Gen.Select(_usages, _usages, _prices).Sample((left, right, price) =>
        {
            var apart = Money.CostOf(left, price) + Money.CostOf(right, price);
            var together = Money.CostOf(left + right, price);
            Assert.InRange((apart?.NanoDollars - together?.NanoDollars) ?? -1, 0, 1);
        });

    [Fact]
    public void The_buckets_of_an_answer_add_up_to_its_cost() => Gen.Select(_usages, _prices).Sample((usage, price) =>
    {
        Usage[] buckets =
        [
            new() { Input = usage.Input },
            new() { CacheRead = usage.CacheRead },
            new() { CacheWrite5m = usage.CacheWrite5m },
            new() { CacheWrite1h = usage.CacheWrite1h },
            new() { Output = usage.Output, Reasoning = usage.Reasoning },
            new() { WebSearches = usage.WebSearches },
        ];

        var sum = buckets.Sum(bucket => Money.CostOf(bucket, price)?.NanoDollars);
        Assert.InRange((sum - Money.CostOf(usage, price)?.NanoDollars) ?? -1, 0, buckets.Length - 1);
    });

    /// <summary>Whichever rates are missing, of whichever tier.</summary>
    [Fact]
    public void What_has_no_rate_has_no_cost_and_is_never_taken_for_free() => Gen.Select(_usages, _prices, Gen.Int[0, 63]).Sample((usage, price, missing) =>
    {
        decimal? Kept(int bucket, decimal? rate) => (missing >> bucket & 1) == 0 ? rate : null;
        var rates = price.Standard;
        var torn = price with
        {
            Standard = new()
            {
                Input = Kept(0, rates.Input),
                CacheRead = Kept(1, rates.CacheRead),
                CacheWrite5m = Kept(2, rates.CacheWrite5m),
                CacheWrite1h = Kept(3, rates.CacheWrite1h),
                Output = Kept(4, rates.Output),
            },
            WebSearch = Kept(5, price.WebSearch),
        };
        long[] counts = [usage.Input, usage.CacheRead, usage.CacheWrite5m, usage.CacheWrite1h, usage.Output, usage.WebSearches];

        var isUnknown = counts.Where((count, bucket) => count > 0 && (missing >> bucket & 1) == 1).Any();
        Assert.Equal(isUnknown ? null : Money.CostOf(usage, price), Money.CostOf(usage, torn));
    });

    [Fact]
    public void A_bucket_without_a_rate_costs_nothing_while_it_is_empty() =>
        Assert.Equal(new Money(3_000), Money.CostOf(new() { Input = 1 }, new() { Standard = new() { Input = 3 } }));

    [Theory]
    [InlineData(ServiceTier.Standard, 18_000_000_000)]
    [InlineData(ServiceTier.Batch, 9_000_000_000)]
    [InlineData(ServiceTier.Flex, 6_000_000_000)]
    [InlineData(ServiceTier.Priority, 36_000_000_000)]
    public void Each_tier_has_its_rates(ServiceTier tier, long nanos)
    {
        var price = _price with
        {
            Batch = new() { Input = 1.5m, Output = 7.5m },
            Flex = new() { Input = 1, Output = 5 },
            Priority = new() { Input = 6, Output = 30 },
        };

        Assert.Equal(new Money(nanos), Money.CostOf(new() { Input = 1_000_000, Output = 1_000_000 }, price, tier));
    }

    [Theory]
    [InlineData(ServiceTier.Batch)]
    [InlineData(ServiceTier.Flex)]
    [InlineData(ServiceTier.Priority)]
    [InlineData(ServiceTier.Other)]
    public void What_a_tier_without_rates_costs_is_unknown_unless_all_is_free(ServiceTier tier)
    {
        var usage = new Usage { Input = 1, CacheRead = 1, CacheWrite1h = 1, Output = 1, WebSearches = 1 };

        Assert.Null(Money.CostOf(usage, _price, tier));
        Assert.Equal(Money.Zero, Money.CostOf(usage, ModelPrice.Free, tier));
    }

    /// <summary>All that is read counts against the size, and every token of a larger request is dearer.</summary>
    [Theory]
    [InlineData(100, 100, 0, 1_100)]
    [InlineData(100, 101, 0, 2_202)]
    [InlineData(150, 50, 50, 2_550)]
    [InlineData(151, 50, 50, 4_620)]
    public void Above_a_context_size_the_whole_request_is_dearer(long input, long read, long output, long nanos)
    {
        ModelPrice price = new()
        {
            Standard = new() { Input = 10, CacheRead = 1, Output = 20 },
            LongContext = new(200, new() { Input = 20, CacheRead = 2, Output = 30 }),
        };

        Assert.Equal(new Money(nanos * 1000), Money.CostOf(new() { Input = input, CacheRead = read, Output = output }, price));
    }

    [Fact]
    public void What_another_tier_asks_above_a_context_size_is_unknown()
    {
        ModelPrice price = new() { Standard = new() { Input = 10 }, Batch = new() { Input = 5 }, LongContext = new(200, new() { Input = 20 }) };

        Assert.Equal(new Money(1_000_000), Money.CostOf(new() { Input = 200 }, price, ServiceTier.Batch));
        Assert.Null(Money.CostOf(new() { Input = 201 }, price, ServiceTier.Batch));
    }

    [Fact]
    public void Usage_adds_up_bucket_by_bucket() => Assert.Equal(
        new Usage { Input = 11, CacheRead = 22, CacheWrite5m = 33, CacheWrite1h = 44, Output = 55, Reasoning = 66, WebSearches = 77 },
        new Usage { Input = 1, CacheRead = 2, CacheWrite5m = 3, CacheWrite1h = 4, Output = 5, Reasoning = 6, WebSearches = 7 }
            + new Usage { Input = 10, CacheRead = 20, CacheWrite5m = 30, CacheWrite1h = 40, Output = 50, Reasoning = 60, WebSearches = 70 });

    [Fact]
    public void Too_much_is_an_error_and_never_a_small_amount()
    {
        var dear = new ModelPrice { Standard = new() { Input = 1_000_000 } };

        Assert.Throws<OverflowException>(() => Money.CostOf(new() { Input = long.MaxValue }, dear));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
    }

    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(1, "$0.000000001")]
    [InlineData(1_500_000_000, "$1.50")]
    [InlineData(1_234_567_890, "$1.23456789")]
    [InlineData(12_345_000_000_000, "$12345.00")]
    [InlineData(long.MaxValue, "$9223372036.854775807")]
    public void An_amount_is_shown_to_the_last_nano_dollar_and_with_two_decimals_at_least(long nanos, string shown) =>
        Assert.Equal(shown, new Money(nanos).ToString());
}
