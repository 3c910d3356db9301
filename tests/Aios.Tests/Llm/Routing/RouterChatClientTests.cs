using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Routing;

public sealed class RouterChatClientTests
{
    static readonly ModelPrice _price = new() { Standard = new() { Input = 3, CacheRead = 0.3m, CacheWrite5m = 3.75m, CacheWrite1h = 6, Output = 15 } };
    static readonly ScriptedException _busy = new(FailureKind.Overloaded, "Busy.");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_reads_the_same_whole_and_streamed(bool streamed)
    {
        var client = Client(Provider("only", _ => Say.Text("Good morning")));

        var text = streamed
            ? string.Concat(await client.GetStreamingResponseAsync("Hello", cancellationToken: Token).Select(update => update.Text).ToListAsync(Token))
            : (await client.GetResponseAsync("Hello", cancellationToken: Token)).Text;

        Assert.Equal("Good morning", text);
    }

    [Fact]
    public async Task Usage_is_booked_to_the_attempt_that_used_it()
    {
        var call = await AskAsync(
            Provider("first", _ => throw _busy, _price),
            Provider("second", _ => Say.Billed("b", input: 1000, output: 20), _price));

        Assert.Equal([Usage.None, new() { Input = 1000, Output = 20 }], call.Attempts.Select(attempt => attempt.Usage));
        Assert.Equal([Money.Zero, new Money(3_300_000)], call.Attempts.Select(attempt => attempt.Cost));
    }

    [Fact]
    public async Task An_answer_in_one_piece_is_booked_however_little_of_it_is_taken()
    {
        RouterChatClient client = new(_ => Calls.PlanFor([Provider("only", _ => Say.Billed("b", input: 1000, output: 20), _price)]), Calls.RouterAt(new FakeTimeProvider()));
        var call = client.Prepare(new RouteRequest([new(ChatRole.User, "Hello")], null) { InOnePiece = true });

        await foreach (var _ in client.StreamAsync(call, Token))
        {
            break;
        }

        Assert.Equal(new Money(3_300_000), call.Attempts[0].Cost);
    }

    [Fact]
    public async Task Usage_told_in_several_updates_adds_up()
    {
        var call = await AskAsync(Provider("only", _ => Say.Billed("a", 10, 1).Concat(Say.Billed("b", 5, 2)), _price));

        Assert.Equal(new() { Input = 15, Output = 3 }, Assert.Single(call.Attempts).Usage);
    }

    [Fact]
    public async Task An_answer_that_broke_off_is_paid_for_all_the_same()
    {
        var client = Client(Provider("only", _ => Say.Billed("a", 1000, 20, _busy), _price));
        var call = client.Prepare([new(ChatRole.User, "Hello")]);

        await Assert.ThrowsAsync<AnswerInterruptedException>(() => client.StreamAsync(call, Token).ToListAsync(Token).AsTask());

        Assert.Equal(new Money(3_300_000), Assert.Single(call.Attempts).Cost);
    }

    [Fact]
    public async Task The_cost_of_an_answer_that_broke_off_before_it_said_what_it_used_is_unknown()
    {
        var client = Client(Provider("only", _ => Say.Text("a", _busy), _price));
        var call = client.Prepare([new(ChatRole.User, "Hello")]);

        await Assert.ThrowsAsync<AnswerInterruptedException>(() => client.StreamAsync(call, Token).ToListAsync(Token).AsTask());

        Assert.Null(Assert.Single(call.Attempts).Cost);
    }

    [Fact]
    public async Task The_cost_of_a_model_without_a_price_is_unknown()
    {
        var call = await AskAsync(Provider("only", _ => Say.Billed("a", 1000, 20), price: null));

        Assert.Null(Assert.Single(call.Attempts).Cost);
    }

    [Fact]
    public async Task Every_attempt_is_sent_the_same_messages_and_the_model_of_its_own_route()
    {
        var (first, second) = (Provider("first", _ => throw _busy), Provider("second", _ => Say.Text("b")));
        var options = new ChatOptions { MaxOutputTokens = 7, ModelId = "as the caller wrote it" };

        await Client(first, second).GetResponseAsync(Once(), options, Token);

        Assert.Equal(("first-model", 7, "Hello"), Sent(first));
        Assert.Equal(("second-model", 7, "Hello"), Sent(second));
        Assert.Equal("as the caller wrote it", options.ModelId);

        static (string?, int?, string) Sent(ScriptedProvider provider) =>
            Assert.Single(provider.Asked) is var asked ? (asked.Options?.ModelId, asked.Options?.MaxOutputTokens, asked.Last) : default;
    }

    [Fact]
    public void The_plan_can_be_read_before_anybody_is_asked()
    {
        var provider = Provider("only", _ => Say.Text("a"));

        var call = Client(provider).Prepare([new(ChatRole.User, "Hello")]);

        Assert.Equal("only-model", Assert.Single(call.Plan.Routes).Model.Id);
        Assert.Empty(call.Attempts);
        Assert.Empty(provider.Asked);
    }

    [Fact]
    public void It_finds_itself_and_nothing_else_as_a_service()
    {
        var client = Client(Provider("only", _ => Say.Text("a")));

        Assert.Same(client, client.GetService(typeof(IChatClient)));
        Assert.Null(client.GetService(typeof(IChatClient), "key"));
        Assert.Null(client.GetService(typeof(string)));
    }

    /// <summary>Messages that can be read only once, as a caller may give them.</summary>
    static IEnumerable<ChatMessage> Once()
    {
        var messages = new Queue<ChatMessage>([new(ChatRole.User, "Hello")]);
        while (messages.TryDequeue(out var message))
        {
            yield return message;
        }
    }

    static async Task<ModelCall> AskAsync(params IProvider[] providers)
    {
        var client = Client(providers);
        var call = client.Prepare([new(ChatRole.User, "Hello")]);
        await client.StreamAsync(call, Token).ToListAsync(Token);
        return call;
    }

    static RouterChatClient Client(params IProvider[] providers) =>
        new(_ => Calls.PlanFor(providers), Calls.RouterAt(new FakeTimeProvider()));

    static ScriptedProvider Provider(string name, Func<Asked, IAsyncEnumerable<ChatResponseUpdate>> script, ModelPrice? price = null) => new(script)
    {
        Name = name,
        Models = [new() { Id = $"{name}-model", ContextWindow = 1000, MaxOutput = 1000, Prices = price is null ? [] : [price] }],
    };
}
