using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Llm.Spending;

public sealed class WorstCaseTests
{
    static readonly ModelPrice _price = new()
    {
        Standard = new() { Input = 1, CacheRead = 0.1m, CacheWrite5m = 1.25m, CacheWrite1h = 2, Output = 5 },
        LongContext = new(200_000, new() { Input = 2, CacheWrite5m = 2.5m, Output = 10 }),
        Priority = new() { Input = 3, Output = 15 },
    };

    static readonly Model _model = new() { Id = "m", ContextWindow = null, MaxOutput = 1000, Prices = [_price] };
    static readonly ChatMessage[] _question = [new(ChatRole.User, "How many?")];

    [Theory]
    [InlineData(100, 0, ServiceTier.Standard, false, 125_000)] // written to the cache
    [InlineData(100, 0, ServiceTier.Standard, true, 200_000)] // for an hour
    [InlineData(100, 10, ServiceTier.Standard, false, 175_000)]
    [InlineData(100, 10, ServiceTier.Priority, false, 450_000)]
    [InlineData(200_001, 0, ServiceTier.Standard, false, 500_002_500)] // so many are dearer each
    public void Every_token_is_taken_at_the_dearest_rate_that_may_apply(long input, long output, ServiceTier tier, bool keptForAnHour, long nanoDollars) =>
        Assert.Equal(new Money(nanoDollars), WorstCase.Of(_price, input, output, tier, keptForAnHour));

    [Fact]
    public void No_bill_within_the_bound_is_higher()
    {
        const string Seed = "0000KOIXe3Oj";
        CsCheck.Check.Sample(
            CsCheck.Gen.Select(CsCheck.Gen.Long[0, 300_000], CsCheck.Gen.Long[0, 300_000], CsCheck.Gen.Long[0, 300_000], CsCheck.Gen.Long[0, 10_000]),
            each =>
            {
                var (read, cached, written, output) = each;
                var worst = WorstCase.Of(_price, read + cached + written + 7, output)!.Value; // it has all rates that are asked for
                var billed = Money.CostOf(new() { Input = read, CacheRead = read + cached + written > 200_000 ? 0 : cached, CacheWrite5m = written, Output = output }, _price);
                Assert.True(billed!.Value.NanoDollars <= worst.NanoDollars, $"{billed} > {worst}"); // the same
            },
            seed: Seed);
    }

    [Fact]
    public void The_answer_is_as_long_as_the_model_writes_where_nobody_has_said() =>
        Assert.Equal(WorstCase.Of(_model, _question, new() { MaxOutputTokens = 1000 }, default), WorstCase.Of(_model, _question, null, default));

    [Fact]
    public void What_the_model_cannot_write_is_not_set_aside() =>
        Assert.Equal(WorstCase.Of(_model, _question, null, default), WorstCase.Of(_model, _question, new() { MaxOutputTokens = 9000 }, default));

    [Fact]
    public void By_bytes_it_is_never_less_than_by_tokens() =>
        Assert.True(WorstCase.AtMost(_model, _question, null, default)!.Value.NanoDollars >= WorstCase.Of(_model with { Vocabulary = Vocabulary.O200k }, _question, null, default)!.Value.NanoDollars);

    [Fact]
    public void What_is_free_costs_nothing_however_long_it_is() =>
        Assert.Equal(Money.Zero, WorstCase.Of(_model with { MaxOutput = null, Prices = [ModelPrice.Free] }, _question, null, default));

    [Fact]
    public void Without_a_price_or_a_limit_and_with_what_is_billed_apart_it_is_unknown()
    {
        Assert.Null(WorstCase.Of(_model with { Prices = [] }, _question, null, default));
        Assert.Null(WorstCase.Of(_model with { MaxOutput = null }, _question, null, default));
        Assert.Null(WorstCase.Of(_model, _question, new() { Tools = [new HostedWebSearchTool()] }, default));
        Assert.Null(WorstCase.Of(_model, _question, new() { AdditionalProperties = new() { ["openai.body"] = new JsonObject { ["n"] = 8 } } }, default));
    }
}
