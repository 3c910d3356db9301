using System.Numerics;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using CsCheck;
using Xunit;

namespace Aios.Tests.Llm.Spending;

public sealed class MoneyTests
{
    static readonly ModelPrice _price = new() { Input = 3, CacheRead = 0.3m, CacheWrite = 3.75m, Output = 15 };

    static readonly Gen<ModelPrice> _prices =
        Gen.Select(Micros, Micros, Micros, Micros, (input, read, write, output) => new ModelPrice { Input = input, CacheRead = read, CacheWrite = write, Output = output });

    static readonly Gen<Usage> _usages =
        Gen.Select(Tokens, Tokens, Tokens, Tokens, (input, read, write, output) => new Usage { Input = input, CacheRead = read, CacheWrite5m = write, Output = output });

    /// <summary>A price per million tokens with up to six decimals.</summary>
    static Gen<decimal> Micros => Gen.Long[0, 200_000_000].Select(micros => micros / 1_000_000m);

    static Gen<long> Tokens => Gen.Long[0, 2_000_000];

    [Theory]
    [InlineData(1_000_000, 0, 0, 0, 3_000_000_000)]
    [InlineData(0, 1_000_000, 0, 0, 300_000_000)]
    [InlineData(0, 0, 1_000_000, 0, 3_750_000_000)]
    [InlineData(0, 0, 0, 1_000_000, 15_000_000_000)]
    [InlineData(1, 1, 1, 1, 22_050)]
    [InlineData(0, 0, 0, 0, 0)]
    public void A_cost_is_tokens_times_rate_for_each_bucket(long input, long cacheRead, long cacheWrite, long output, long nanos) =>
        Assert.Equal(new Money(nanos), Money.CostOf(new() { Input = input, CacheRead = cacheRead, CacheWrite5m = cacheWrite, Output = output }, _price));

    [Fact]
    public void Reasoning_is_output_and_is_not_paid_for_twice() =>
        Assert.Equal(Money.CostOf(new() { Output = 100 }, _price), Money.CostOf(new() { Output = 100, Reasoning = 90 }, _price));

    [Fact]
    public void A_cost_is_rounded_up_once_and_at_the_end()
    {
        var tiny = new ModelPrice { Input = 0.0004m, CacheRead = 0.0004m, CacheWrite = 0, Output = 0 };

        Assert.Equal(new Money(1), Money.CostOf(new() { Input = 1 }, tiny));
        Assert.Equal(new Money(1), Money.CostOf(new() { Input = 1, CacheRead = 1 }, tiny));
        Assert.Equal(new Money(2), Money.CostOf(new() { Input = 3 }, tiny));
    }

    [Fact]
    public void A_cost_equals_that_of_exact_arithmetic() => Gen.Select(_usages, _prices).Sample((usage, price) =>
    {
        var exact = Product(usage.Input, price.Input) + Product(usage.CacheRead, price.CacheRead)
            + Product(usage.CacheWrite, price.CacheWrite) + Product(usage.Output, price.Output);
        Assert.Equal((long)((exact + 999) / 1000), Money.CostOf(usage, price).NanoDollars);

        // In millionths of a micro-dollar, of which a nano-dollar has a thousand.
        static BigInteger Product(long tokens, decimal rate) => tokens * (BigInteger)(rate * 1_000_000m);
    });

    [Fact]
    public void What_two_answers_cost_is_what_they_would_have_cost_as_one_but_for_one_rounding() =>
        Gen.Select(_usages, _usages, _prices).Sample((left, right, price) =>
        {
            var apart = Money.CostOf(left, price) + Money.CostOf(right, price);
            var together = Money.CostOf(left + right, price);
            Assert.InRange(apart.NanoDollars - together.NanoDollars, 0, 1);
        });

    [Fact]
    public void Usage_adds_up_bucket_by_bucket() => Assert.Equal(
        new Usage { Input = 11, CacheRead = 22, CacheWrite5m = 33, Output = 44, Reasoning = 55 },
        new Usage { Input = 1, CacheRead = 2, CacheWrite5m = 3, Output = 4, Reasoning = 5 }
            + new Usage { Input = 10, CacheRead = 20, CacheWrite5m = 30, Output = 40, Reasoning = 50 });

    [Fact]
    public void Too_much_is_an_error_and_never_a_small_amount()
    {
        var dear = new ModelPrice { Input = 1_000_000, CacheRead = 0, CacheWrite = 0, Output = 0 };

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
