using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Llm.Providers.Replay;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Providers.Replay;

public sealed class ReplayTests : IDisposable
{
    static readonly Model _model = new() { Id = "m", ContextWindow = 1000, MaxOutput = 100 };
    static readonly ChatMessage[] _question = [new(ChatRole.User, "Is it?")];

    readonly TempFolder _folder = new();

    string Path => _folder["run.jsonl"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_question_gets_its_answers_in_turn()
    {
        await RecordAsync(StubChatClient.Saying(Said("first")));
        await RecordAsync(StubChatClient.Saying(Said("second"))); // into what is there already

        var client = (await PlayAsync()).ClientFor(_model);
        Assert.Equal("first", (await client.GetResponseAsync(_question, cancellationToken: Token)).Text);
        Assert.Equal("second", (await client.GetResponseAsync(_question, cancellationToken: Token)).Text);
        var failure = (await Assert.ThrowsAsync<ProviderException>(() => client.GetResponseAsync(_question, cancellationToken: Token))).Failure;
        Assert.Equal(FailureKind.InvalidRequest, failure.Kind);
        Assert.Contains("no further answer", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_not_asked_then_is_not_answered_now()
    {
        await RecordAsync(StubChatClient.Saying(Said("yes")));
        var provider = await PlayAsync();

        Assert.Contains("does not have this question", await RefusalAsync(_model, [new(ChatRole.User, "Is it not?")]), StringComparison.Ordinal);
        Assert.Contains("only as one to m", await RefusalAsync(_model with { Id = "other" }, _question), StringComparison.Ordinal);

        async Task<string> RefusalAsync(Model model, ChatMessage[] question) =>
            (await Assert.ThrowsAsync<ProviderException>(() => provider.ClientFor(model).GetResponseAsync(question, cancellationToken: Token))).Failure.Message;
    }

    [Fact]
    public async Task A_replay_is_called_what_it_is_and_costs_nothing()
    {
        await RecordAsync(StubChatClient.Saying(Said("yes")));
        var provider = await PlayAsync();

        Assert.Equal("replay", provider.Name);
        var model = Assert.Single(provider.Models);
        Assert.Equal(("m", 1000, 100, ModelPrice.Free), (model.Id, model.ContextWindow, model.MaxOutput, Assert.Single(model.Prices)));
    }

    [Fact]
    public async Task A_failure_comes_after_what_came_before_it()
    {
        Failure failed = new(FailureKind.RateLimited, "Slow down.")
        {
            RetryAfter = TimeSpan.FromSeconds(2.5),
            HttpStatus = 429,
            RequestId = "req_1",
            ErrorType = "rate_limit_error",
            ErrorCode = "rpm",
            Hint = "Wait.",
            Usage = new() { Input = 3, CacheWrite1h = 2, Output = 1, Reasoning = 1 },
        };
        await Assert.ThrowsAsync<ProviderException>(() => RecordAsync(StubChatClient.Failing(new ProviderException(failed), Said("Half an "))));

        List<ChatResponseUpdate> updates = [];
        var thrown = await Assert.ThrowsAsync<ProviderException>(async () =>
        {
            await foreach (var update in (await PlayAsync()).ClientFor(_model).GetStreamingResponseAsync(_question, cancellationToken: Token))
            {
                updates.Add(update);
            }
        });

        Assert.Equal(failed, thrown.Failure);
        Assert.Equal("Half an ", updates.ToChatResponse().Text);
    }

    [Fact]
    public async Task Who_left_in_the_middle_left_half_an_answer()
    {
        using (Recorder recorder = new(Path))
        {
            using RecordingChatClient client = new(StubChatClient.Saying(Said("one"), Said("two")), recorder, _model, TimeProvider.System);
            await foreach (var _ in client.GetStreamingResponseAsync(_question, cancellationToken: Token))
            {
                break;
            }
        }

        var replay = (await PlayAsync()).ClientFor(_model).GetStreamingResponseAsync(_question, cancellationToken: Token).GetAsyncEnumerator(Token);
        Assert.True(await replay.MoveNextAsync());
        Assert.Equal("one", replay.Current.Text);
        Assert.Equal(FailureKind.Cancelled, (await Assert.ThrowsAsync<ProviderException>(async () => await replay.MoveNextAsync())).Failure.Kind);
    }

    [Fact]
    public async Task What_no_provider_says_is_not_recorded()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => RecordAsync(StubChatClient.Failing(new InvalidOperationException("a mistake of ours"), Said("one"))));

        Assert.Empty((await PlayAsync()).Models);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_whole_answer_is_the_same_answer(bool isStreamedBack)
    {
        ChatResponseUpdate[] updates =
        [
            Said("The "), Said("answer"),
            new(ChatRole.Assistant, [ToolCalls.Of("c", "tool", "{\"a\":1}"), new UsageContent(new Usage { Input = 5, CacheRead = 2, Output = 3 }.ToDetails())]) { ModelId = "m-2026", ResponseId = "r", FinishReason = ChatFinishReason.ToolCalls, AdditionalProperties = new() { ["stop_reason"] = "tool_use" } },
        ];
        ChatResponse recorded;
        using (Recorder recorder = new(Path))
        {
            using RecordingChatClient client = new(StubChatClient.Saying(updates), recorder, _model, TimeProvider.System);
            recorded = await client.GetResponseAsync(_question, cancellationToken: Token);
        }

        var replay = (await PlayAsync()).ClientFor(_model);
        var played = isStreamedBack
            ? await replay.GetStreamingResponseAsync(_question, cancellationToken: Token).ToChatResponseAsync(Token)
            : await replay.GetResponseAsync(_question, cancellationToken: Token);

        Assert.Equal(recorded.ToChatResponseUpdates().Select(Spelt.Out), played.ToChatResponseUpdates().Select(Spelt.Out));
        Assert.Equal(new Usage { Input = 5, CacheRead = 2, Output = 3 }, Usage.Of(played.Usage!)); // recorded with one
    }

    [Fact]
    public async Task Time_passes_as_it_did_when_asked_for()
    {
        FakeTimeProvider clock = new();
        using (Recorder recorder = new(Path))
        {
            using RecordingChatClient client = new(new StubChatClient(_ => Slowly()), recorder, _model, clock);
            Assert.Equal("onetwo", (await client.GetStreamingResponseAsync(_question, cancellationToken: Token).ToChatResponseAsync(Token)).Text);
        }

        var replay = (await PlayAsync(clock, pace: 0.5)).ClientFor(_model).GetStreamingResponseAsync(_question, cancellationToken: Token).GetAsyncEnumerator(Token);
        await ComesAfterAsync(TimeSpan.FromMilliseconds(500));
        await ComesAfterAsync(TimeSpan.FromMilliseconds(1000));
        await ComesAfterAsync(TimeSpan.FromMilliseconds(1500));

        async Task ComesAfterAsync(TimeSpan wait)
        {
            var next = replay.MoveNextAsync().AsTask();
            clock.Advance(wait - TimeSpan.FromMilliseconds(1));
            Assert.False(next.IsCompleted);
            clock.Advance(TimeSpan.FromMilliseconds(1));
            await next;
        }

        async IAsyncEnumerable<ChatResponseUpdate> Slowly()
        {
            await Task.CompletedTask;
            clock.Advance(TimeSpan.FromSeconds(1));
            yield return Said("one");
            clock.Advance(TimeSpan.FromSeconds(2));
            yield return Said("two");
            clock.Advance(TimeSpan.FromSeconds(3));
        }
    }

    [Fact]
    public async Task Many_calls_at_once_share_a_recording()
    {
        const int Calls = 200;
        using (Recorder recorder = new(Path))
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, Calls), Token, async (number, token) =>
            {
                using RecordingChatClient client = new(StubChatClient.Saying(Said($"answer {number}")), recorder, _model, TimeProvider.System);
                await client.GetResponseAsync([new(ChatRole.User, $"question {number}")], cancellationToken: token);
            });
        }

        Assert.Equal(Calls, (await File.ReadAllLinesAsync(Path, Token)).Length);
        var replay = (await PlayAsync()).ClientFor(_model);
        for (var number = 0; number < Calls; number++)
        {
            Assert.Equal($"answer {number}", (await replay.GetResponseAsync([new(ChatRole.User, $"question {number}")], cancellationToken: Token)).Text);
        }
    }

    [Fact]
    public async Task A_cut_line_is_reported_and_loses_only_itself()
    {
        await RecordAsync(StubChatClient.Saying(Said("first")));
        await RecordAsync(StubChatClient.Saying(Said("second")));
        var bytes = await File.ReadAllBytesAsync(Path, Token);
        await File.WriteAllBytesAsync(Path, bytes[..^20], Token);

        Assert.Equal([2], (await RunRecording.ReadAsync(Path, Token)).UnreadableLines);

        await RecordAsync(StubChatClient.Saying(Said("third")));
        var recording = await RunRecording.ReadAsync(Path, Token);
        Assert.Equal([2], recording.UnreadableLines);
        var replay = new ReplayProvider(recording, TimeProvider.System).ClientFor(_model);
        Assert.Equal("first", (await replay.GetResponseAsync(_question, cancellationToken: Token)).Text);
        Assert.Equal("third", (await replay.GetResponseAsync(_question, cancellationToken: Token)).Text);
    }

    [Theory]
    [InlineData("""{"version":2}""", "version 2")]
    [InlineData("""{"id":"x"}""", "no recorded exchange")]
    [InlineData("[]", "no recorded exchange")]
    [InlineData("""{"version":1,"surprise":true}""", "surprise")]
    public async Task What_is_no_recording_is_said_to_be_none(string line, string reason)
    {
        await File.WriteAllTextAsync(Path, line + "\n", Token);

        var thrown = await Assert.ThrowsAsync<InvalidDataException>(() => RunRecording.ReadAsync(Path, Token));
        Assert.Contains(reason, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("line 1", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_with_tools_over_the_wire_is_played_back_without_it_and_without_the_key()
    {
        const string Key = "ollama-canary-0123456789";
        const string Call = """{"model":"m","created_at":"2026-01-02T03:04:05Z","message":{"role":"assistant","content":"","thinking":"Look.","tool_calls":[{"function":{"name":"weather","arguments":{"city":"Paris","days":2}}}]},"done":true,"done_reason":"stop","prompt_eval_count":9,"eval_count":4}""";
        const string Answer = """{"model":"m","created_at":"2026-01-02T03:04:06Z","message":{"role":"assistant","content":"Sunny."},"done":true,"done_reason":"stop","prompt_eval_count":20,"eval_count":2}""";
        await using WireServer server = new((request, wire, token) => WireServer.WriteAsync(
            wire, 200, [new("Content-Type", "application/x-ndjson")], System.Text.Encoding.UTF8.GetBytes(request.Body.Contains("\"tool\"", StringComparison.Ordinal) ? Answer : Call), new Random(1), token));
        using var vendor = Vendors.Open("ollama", new() { Address = server.Address, Key = new(Key, server.Address) }, [_model], TimeProvider.System);

        IReadOnlyList<string> recorded;
        using (Recorder recorder = new(Path))
        {
            using RecordingChatClient client = new(vendor.ClientFor(_model), recorder, _model, TimeProvider.System);
            recorded = await TalkAsync(client);
        }

        Assert.Equal(recorded, await TalkAsync((await PlayAsync()).ClientFor(_model)));
        Assert.Equal(2, server.Seen.Count);
        Assert.All(server.Seen, seen => Assert.Equal($"Bearer {Key}", seen.Headers["Authorization"]));
        Assert.DoesNotContain(Key, await File.ReadAllTextAsync(Path, Token), StringComparison.Ordinal);

        static async Task<IReadOnlyList<string>> TalkAsync(IChatClient client)
        {
            List<ChatMessage> messages = [new(ChatRole.User, "Weather in Paris?")];
            ChatOptions options = new() { MaxOutputTokens = 100, Tools = [AIFunctionFactory.Create((string city, int days) => "sunny", "weather")] };
            var first = await client.GetStreamingResponseAsync(messages, options, Token).ToListAsync(Token);
            messages.AddMessages(first);
            var call = messages[^1].Contents.OfType<FunctionCallContent>().Single();
            messages.Add(new(ChatRole.Tool, [new FunctionResultContent(call.CallId, "sunny")]));
            var second = await client.GetStreamingResponseAsync(messages, options, Token).ToListAsync(Token);
            return [.. first.Concat(second).Select(Spelt.Out)];
        }
    }

    async Task RecordAsync(IChatClient inner)
    {
        using Recorder recorder = new(Path);
        using RecordingChatClient client = new(inner, recorder, _model, TimeProvider.System);
        await foreach (var _ in client.GetStreamingResponseAsync(_question, cancellationToken: Token))
        {
        }
    }

    async Task<ReplayProvider> PlayAsync(TimeProvider? clock = null, double pace = 0) =>
        new(await RunRecording.ReadAsync(Path, Token), clock ?? TimeProvider.System, pace);

    static ChatResponseUpdate Said(string text) => new(ChatRole.Assistant, text) { ModelId = "m" };
}
