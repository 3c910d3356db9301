using Aios.Llm.Caching;
using Aios.Llm.Models;
using Aios.Llm.Routing;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Tests.Llm.Routing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Caching;

public sealed class AnswerCacheTests : IAsyncLifetime
{
    static readonly ModelPrice _price = new() { Standard = new() { Input = 3, Output = 15 } };

    readonly TempFolder _folder = new();
    readonly FakeTimeProvider _clock = new(new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
    readonly Database _database;
    readonly AnswerCache _cache;

    public AnswerCacheTests()
    {
        _database = Database.Open(_folder["aios.db"], [AnswerCache.Schema], _clock);
        _cache = new(_database);
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_same_question_is_paid_for_once()
    {
        var provider = Provider(_ => Whole("Rome"));

        var first = await AskAsync(provider, Question("Where?"));
        var second = await AskAsync(provider, Question("Where?"));

        Assert.Equal(("Rome", "Rome"), (first.Text, second.Text));
        Assert.Single(provider.Asked);
        Assert.Empty(second.Call.Attempts);
        Assert.Equal(first.Call.Id, second.Call.Reused?.Call);
        Assert.Null(second.Answer.Usage);
        var standing = Assert.Single(_cache.Standings());
        Assert.Equal((1, 1, 1, new Money(330_000)), (standing.Answers, standing.Serving, standing.Given, standing.Saved));
    }

    [Fact]
    public async Task What_was_saved_is_known_by_who_asked_and_when()
    {
        var provider = Provider(_ => Whole("Rome"));
        var spender = new Spender { Run = "r", Specialist = "qa", Tenant = "t", Key = "k" };
        await AskAsync(provider, Question("Where?") with { Spender = spender });
        await AskAsync(provider, Question("Where?") with { Spender = spender });

        var now = _clock.GetUtcNow();
        var reused = Assert.Single(_cache.Reused(now, now.AddSeconds(1)));
        Assert.Equal((spender, now, new Money(330_000)), (reused.Spender, reused.At, reused.Saved));
        Assert.Equal((provider.Name, provider.Models[0].Id), (reused.Provider, reused.Model));
        Assert.Empty(_cache.Reused(now.AddSeconds(-1), now));
    }

    public static TheoryData<string, RouteRequest> Others => new()
    {
        { "another word", Question("Where else?") },
        { "another tenant", Question("Where?") with { Spender = new() { Tenant = "other" } } },
        { "another kind of task", Question("Where?") with { Kind = "other" } },
        { "another option", new([new(ChatRole.User, "Where?")], new() { Temperature = 0.5f }) { Reuse = Reuse.OnceWhole } },
        { "another tool", new([new(ChatRole.User, "Where?")], new() { Tools = [AIFunctionFactory.Create(() => 1, "one")] }) { Reuse = Reuse.OnceWhole } },
        { "a kind whose answers are not given again", Question("Where?") with { Kind = "another" } },
        { "nobody allowed it", Question("Where?") with { Reuse = Reuse.Never } },
    };

    [Theory]
    [MemberData(nameof(Others), DisableDiscoveryEnumeration = true)]
    public async Task Another_question_is_asked(string what, RouteRequest other)
    {
        var provider = Provider(_ => Whole("Rome"));
        await AskAsync(provider, Question("Where?"));

        await AskAsync(provider, other);

        Assert.True(provider.Asked.Count == 2, what);
    }

    [Fact]
    public async Task Another_model_is_another_question()
    {
        await AskAsync(Provider(_ => Whole("Rome"), "one"), Question("Where?"));

        Assert.Equal("Paris", (await AskAsync(Provider(_ => Whole("Paris"), "two"), Question("Where?"))).Text);
    }

    [Fact]
    public async Task What_is_checked_is_given_again_only_after_it_has_passed()
    {
        var answers = 0;
        var provider = Provider(_ => Whole($"answer {++answers}"));
        var question = Question("Where?") with { Reuse = Reuse.OncePassed };

        Assert.Equal("answer 1", (await AskAsync(provider, question)).Text);
        var second = await AskAsync(provider, question);
        await _cache.JudgeAsync(second.Call.Id, passed: true, Token);
        var third = await AskAsync(provider, question);

        Assert.Equal(("answer 2", "answer 2"), (second.Text, third.Text));
    }

    [Fact]
    public async Task What_has_failed_its_checks_is_forgotten_also_when_it_had_been_given_before()
    {
        var answers = 0;
        var provider = Provider(_ => Whole($"answer {++answers}"));
        var question = Question("Where?") with { Reuse = Reuse.OncePassed };
        await _cache.JudgeAsync((await AskAsync(provider, question)).Call.Id, passed: true, Token);

        var given = await AskAsync(provider, question);
        await _cache.JudgeAsync(given.Call.Reused?.Call ?? default, passed: false, Token);

        Assert.Equal(("answer 1", "answer 2"), (given.Text, (await AskAsync(provider, question)).Text));
    }

    [Fact]
    public async Task An_answer_that_is_not_whole_is_not_kept()
    {
        var provider = Provider(_ => Whole("Ro", ChatFinishReason.Length));
        await AskAsync(provider, Question("Where?"));

        await AskAsync(provider, Question("Where?"));

        Assert.Equal(2, provider.Asked.Count);
    }

    [Fact]
    public async Task Many_who_ask_the_same_at_once_are_answered_by_one_answer()
    {
        TaskCompletionSource speak = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var provider = Provider(_ => WholeAfter(speak.Task, "Rome"));

        var all = Enumerable.Range(0, 20).Select(_ => AskAsync(provider, Question("Where?"))).ToList();
        speak.SetResult();
        var answered = await Task.WhenAll(all);

        Assert.Single(provider.Asked);
        Assert.All(answered, each => Assert.Equal("Rome", each.Text));
        Assert.Equal(19, Assert.Single(_cache.Standings()).Given);
    }

    [Fact]
    public async Task When_the_one_who_asks_fails_the_next_one_asks()
    {
        var answers = 0;
        var provider = Provider(_ => ++answers == 1 ? Say.Failure(Calls.Overloaded()) : Whole("Rome"));

        await Assert.ThrowsAsync<NoRouteAnsweredException>(() => AskAsync(provider, Question("Where?")));

        Assert.Equal("Rome", (await AskAsync(provider, Question("Where?"))).Text);
    }

    [Fact]
    public async Task A_call_of_a_tool_comes_back_as_it_was()
    {
        var provider = Provider(_ => new[] { new ChatResponseUpdate(ChatRole.Assistant, [new FunctionCallContent("1", "look", new Dictionary<string, object?> { ["at"] = "Rome" })]) { FinishReason = ChatFinishReason.ToolCalls } }.ToAsyncEnumerable());
        await AskAsync(provider, Question("Where?"));

        var given = (await AskAsync(provider, Question("Where?"))).Answer;

        var call = Assert.Single(given.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>());
        Assert.Equal(("1", "look", "Rome"), (call.CallId, call.Name, call.Arguments?["at"]?.ToString()));
        Assert.Equal(ChatFinishReason.ToolCalls, given.FinishReason);
    }

    [Fact]
    public async Task What_is_cleared_is_asked_again_and_what_it_has_saved_stays_known()
    {
        var provider = Provider(_ => Whole("Rome"));
        await AskAsync(provider, Question("Where?"));
        await AskAsync(provider, Question("Where?"));

        Assert.Equal(0, await _cache.ClearAsync(kind: null, _clock.GetUtcNow(), Token));
        Assert.Equal(1, await _cache.ClearAsync(RouteRequest.Question, before: null, Token));
        await AskAsync(provider, Question("Where?"));

        Assert.Equal(2, provider.Asked.Count);
        Assert.Equal(new Money(330_000), Assert.Single(_cache.Standings()).Saved);
    }

    static RouteRequest Question(string text) => new([new(ChatRole.User, text)], null) { Reuse = Reuse.OnceWhole };

    static ScriptedProvider Provider(Func<Asked, IAsyncEnumerable<ChatResponseUpdate>> answer, string name = "only") => new(answer)
    {
        Name = name,
        Models = [new() { Id = $"{name}-model", ContextWindow = 1000, MaxOutput = 1000, Prices = [_price] }],
    };

    static IAsyncEnumerable<ChatResponseUpdate> Whole(string text, ChatFinishReason? end = null) => WholeAfter(Task.CompletedTask, text, end);

    static async IAsyncEnumerable<ChatResponseUpdate> WholeAfter(Task before, string text, ChatFinishReason? end = null)
    {
        await before;
        await foreach (var update in Say.Billed(text, input: 100, output: 2))
        {
            yield return update;
        }

        yield return new() { FinishReason = end ?? ChatFinishReason.Stop };
    }

    async Task<(ModelCall Call, ChatResponse Answer, string Text)> AskAsync(ScriptedProvider provider, RouteRequest request)
    {
        using RouterChatClient models = new(_ => Calls.PlanFor(provider), Calls.RouterAt(_clock), new(_cache, ["ques*", "o*"], _clock));
        var call = models.Prepare(request);
        var answer = (await models.StreamAsync(call, Token).ToListAsync(Token)).ToChatResponse();
        return (call, answer, answer.Text);
    }
}
