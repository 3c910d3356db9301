using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Routing;

/// <summary>What a try cost, however it ended.</summary>
public sealed class AttemptTests
{
    static readonly DateTimeOffset _now = new(2026, 8, 20, 23, 59, 59, TimeSpan.Zero);

    static readonly ModelPrice _price = new()
    {
        Standard = new() { Input = 10, Output = 20 },
        Flex = new() { Input = 5, Output = 10 },
        ValidTo = new(2026, 8, 20),
    };

    static readonly ModelPrice _later = new() { Standard = new() { Input = 1, Output = 2 }, ValidFrom = new(2026, 8, 21) };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, 200_000)]
    [InlineData("default", 200_000)]
    [InlineData("standard", 200_000)]
    [InlineData("flex", 100_000)]
    [InlineData("priority", null)]
    [InlineData("batch", null)]
    [InlineData("scale", null)]
    [InlineData("auto", null)]
    [InlineData("something new", null)]
    public async Task An_answer_is_paid_for_at_the_tier_that_its_provider_names(string? tier, int? nanos)
    {
        var attempt = await AskAsync(_ => Served(tier), _price);

        Assert.Equal(nanos is null ? null : new Money(nanos.Value), attempt.Cost);
        Assert.Equal(ServiceTiers.Of(tier), attempt.Tier);
    }

    [Fact]
    public async Task The_price_is_that_of_the_moment_when_the_attempt_began()
    {
        FakeTimeProvider clock = new(_now);

        var attempt = await AskAsync(
            _ =>
            {
                clock.Advance(TimeSpan.FromHours(1));
                return Say.Billed("a", 10, 5);
            },
            clock,
            _price,
            _later);
        var next = await AskAsync(_ => Say.Billed("a", 10, 5), clock, _price, _later);

        Assert.Equal((new Money(200_000), new Money(20_000)), (attempt.Cost, next.Cost));
        Assert.Equal(_now, attempt.Began);
    }

    [Fact]
    public async Task At_a_time_for_which_no_price_is_known_the_cost_is_unknown() =>
        Assert.Null((await AskAsync(_ => Say.Billed("a", 10, 5), new FakeTimeProvider(_now), _later)).Cost);

    [Theory]
    [InlineData(FailureKind.RateLimited, 429)]
    [InlineData(FailureKind.Unauthorised, 401)]
    [InlineData(FailureKind.InvalidRequest, null)]
    [InlineData(FailureKind.Unreachable, null)]
    [InlineData(FailureKind.TimedOut, 504)]
    [InlineData(FailureKind.RateLimited, 200)]
    public async Task What_a_provider_refused_cost_nothing_even_where_its_price_is_unknown(FailureKind kind, int? status)
    {
        Assert.Equal(Money.Zero, (await FailAsync(new(kind, "No.") { HttpStatus = status }, _price)).Cost);
        Assert.Equal(Money.Zero, (await FailAsync(new(kind, "No.") { HttpStatus = status })).Cost);
    }

    [Fact]
    public async Task What_may_have_been_billed_all_the_same_has_an_unknown_cost() =>
        Assert.Null((await FailAsync(new(FailureKind.Overloaded, "Gone.") { HttpStatus = 200, MayBeBilled = true }, _price)).Cost);

    [Theory]
    [InlineData(FailureKind.TimedOut, null)]
    [InlineData(FailureKind.Malformed, 200)]
    [InlineData(FailureKind.Truncated, 200)]
    public async Task Where_nobody_knows_whether_there_was_an_answer_the_cost_is_unknown_unless_all_is_free(FailureKind kind, int? status)
    {
        Assert.Null((await FailAsync(new(kind, "Gone.") { HttpStatus = status }, _price)).Cost);
        Assert.Equal(Money.Zero, (await FailAsync(new(kind, "Gone.") { HttpStatus = status }, ModelPrice.Free)).Cost);
    }

    [Theory]
    [InlineData(FailureKind.Unreachable, null, true)]
    [InlineData(FailureKind.Unreachable, 200, true)]
    [InlineData(FailureKind.Overloaded, 200, true)]
    [InlineData(FailureKind.TimedOut, null, false)]
    public async Task Who_knows_whether_there_may_be_a_bill_is_believed(FailureKind kind, int? status, bool mayBeBilled) =>
        Assert.Equal(mayBeBilled ? null : Money.Zero, (await FailAsync(new(kind, "Gone.") { HttpStatus = status, MayBeBilled = mayBeBilled }, _price)).Cost);

    [Fact]
    public async Task What_had_been_counted_when_an_answer_failed_is_shown_and_not_taken_for_the_bill()
    {
        Usage counted = new() { Input = 100, Output = 3 };

        var attempt = await FailAsync(new(FailureKind.Overloaded, "Too much.") { HttpStatus = 200, Usage = counted }, _price);

        Assert.Equal(counted, attempt.Usage);
        Assert.Null(attempt.Cost);
    }

    [Fact]
    public async Task What_was_billed_before_an_answer_failed_stays_the_bill()
    {
        Failure failure = new(FailureKind.Truncated, "Cut off.") { Usage = new() { Input = 1 } };

        var attempt = await AskAsync(_ => Say.Billed("a", 10, 5, new ProviderException(failure)), _price);

        Assert.Equal((new Usage { Input = 10, Output = 5 }, new Money(200_000)), (attempt.Usage, attempt.Cost));
    }

    static Task<Attempt> FailAsync(Failure failure, params ModelPrice[] prices) => AskAsync(_ => Say.Failure(new ProviderException(failure)), prices);

    static Task<Attempt> AskAsync(Func<Asked, IAsyncEnumerable<ChatResponseUpdate>> script, params ModelPrice[] prices) =>
        AskAsync(script, new FakeTimeProvider(_now), prices);

    static async Task<Attempt> AskAsync(Func<Asked, IAsyncEnumerable<ChatResponseUpdate>> script, FakeTimeProvider clock, params ModelPrice[] prices)
    {
        Wired provider = new(new(script) { Models = [new() { Id = "a", ContextWindow = null, MaxOutput = null, Prices = prices }] });
        RouterChatClient client = new(_ => Calls.PlanFor(provider), Calls.RouterAt(clock));
        var call = client.Prepare([new(ChatRole.User, "Hello")]);
        try
        {
            await client.StreamAsync(call, Token).ToListAsync(Token);
        }
        catch (Exception exception) when (exception is NoRouteAnsweredException or AnswerInterruptedException)
        {
            // The attempt knows.
        }

        return Assert.Single(call.Attempts);
    }

    static async IAsyncEnumerable<ChatResponseUpdate> Served(string? tier)
    {
        await foreach (var update in Say.Billed("a", 10, 5))
        {
            if (tier is not null && update.Contents.OfType<UsageContent>().Any())
            {
                update.AdditionalProperties = new() { [AnswerProperties.ServiceTier] = tier };
            }

            yield return update;
        }
    }

    /// <summary>A scripted provider that fails as those on a wire do.</summary>
    sealed class Wired(ScriptedProvider scripted) : IProvider
    {
        public string Name => scripted.Name;

        public IReadOnlyList<Model> Models => scripted.Models;

        public IChatClient ClientFor(Model model) => scripted.ClientFor(model);
    }
}
