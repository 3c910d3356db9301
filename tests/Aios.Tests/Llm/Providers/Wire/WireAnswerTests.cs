using System.Net.Sockets;
using System.Text;
using Aios.Llm.Providers;
using Aios.Testing;
using Aios.Tests.Llm.Providers.Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Llm.Providers.Wire;

/// <summary>How an answer fails to come, whoever's it is; the Messages API stands for all.</summary>
public sealed class WireAnswerTests
{
    const string Head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    static readonly string _begun = Sse.Of(Sse.Start, Sse.Begin("""{"type":"text","text":""}"""), Sse.Text("Hi"));

    static readonly string _whole = _begun + Sse.Of(Sse.End(), Sse.Over("end_turn"), Sse.Stop);

    [Fact]
    public async Task Nothing_that_listens_is_unreachable()
    {
        Uri address;
        await using (WireServer gone = new((_, _, _) => Task.CompletedTask))
        {
            address = gone.Address;
        }

        using var provider = Claude.At(address);
        var exception = await Assert.ThrowsAsync<ProviderException>(() => AskAsync(provider));

        Assert.Equal(FailureKind.Unreachable, exception.Failure.Kind);
        Assert.Contains($"{address.Port}", exception.Message);
    }

    [Fact]
    public async Task No_host_of_that_name_is_unreachable()
    {
        using var provider = Claude.At(new("http://nowhere.invalid"));

        Assert.Equal(FailureKind.Unreachable, (await Assert.ThrowsAsync<ProviderException>(() => AskAsync(provider))).Failure.Kind);
    }

    [Theory]
    [InlineData("", FailureKind.Unreachable)]
    [InlineData(Head, FailureKind.Unreachable)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", FailureKind.Malformed)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n  \n", FailureKind.Malformed)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", FailureKind.Unreachable)]
    [InlineData("HTTP/1.1 502 Bad\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>", FailureKind.Unreachable)]
    [InlineData("HTTP/1.1 503 Bad\r\nContent-Length: 4\r\n\r\nbusy", FailureKind.Overloaded)]
    [InlineData("HTTP/1.1 407 Proxy\r\nContent-Length: 0\r\n\r\n", FailureKind.Unreachable)]
    [InlineData("garbage\r\n\r\n", FailureKind.Unreachable)]
    public async Task An_answer_that_is_none_is_named_for_what_it_is(string bytes, FailureKind kind)
    {
        await using WireServer server = new((_, wire, token) => wire.WriteAsync(Encoding.ASCII.GetBytes(bytes), token).AsTask());

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Empty(updates);
        Assert.Equal(kind, failure?.Kind);
        Assert.Single(server.Seen);
    }

    [Fact]
    public async Task Wherever_a_stream_is_cut_it_is_never_shown_as_whole()
    {
        var bytes = Encoding.UTF8.GetBytes(_whole.Replace("Hi", "Grüße, 世界"));
        for (var cut = 1; cut < bytes.Length - 60; cut += 23) // the last event is whole from there on
        {
            await using WireServer server = new((_, wire, token) => CutAsync(wire, bytes[..cut], token));

            var (updates, failure) = await Claude.AskAsync(server, stream: true);

            Assert.True(failure?.Kind is FailureKind.Truncated or FailureKind.Unreachable, $"Cut at {cut}: {failure?.Kind}");
            Assert.True(failure!.Kind == FailureKind.Truncated || updates.Count == 0, $"Cut at {cut}: what had begun was there to be reached");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(Head)]
    public async Task Whoever_hangs_up_is_named_in_our_words(string bytes)
    {
        await using WireServer server = new((_, wire, token) => wire.WriteAsync(Encoding.ASCII.GetBytes(bytes), token).AsTask());

        var (_, failure) = await Claude.AskAsync(server, stream: true);

        Assert.EndsWith($":{server.Address.Port} closed the connection before the answer had ended.", failure?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_ends_at_its_last_event_though_the_connection_stays()
    {
        await using WireServer server = new(async (_, wire, token) =>
        {
            await WriteAsync(wire, Head, token);
            await ChunkAsync(wire, _whole, token);
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Null(failure);
        Assert.Equal("Hi", updates.ToChatResponse().Text);
    }

    [Fact]
    public async Task One_event_that_cannot_be_read_is_passed_over_and_said()
    {
        await using var server = WireServer.Saying(200, "text/event-stream", _whole.Replace("event: message_delta", "data: {\"type\":\n\nevent: message_delta"));

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Null(failure);
        Assert.Equal("Hi", updates.ToChatResponse().Text);
        Assert.Single(Warnings.In(updates.SelectMany(update => update.Contents)));
    }

    [Fact]
    public async Task A_call_that_may_lack_a_piece_is_not_told()
    {
        await using var server = WireServer.Saying(200, "text/event-stream", Sse.Of(
            Sse.Start,
            Sse.Begin("""{"type":"tool_use","id":"call","name":"write","input":{}}"""),
            Sse.Delta("""{"type":"input_json_delta","partial_json":"{\"path\":\"src/a"}"""),
            """{"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"/b/c""",
            Sse.Delta("""{"type":"input_json_delta","partial_json":"\"}"}"""),
            Sse.End(),
            Sse.Over("tool_use"),
            Sse.Stop));

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Equal(FailureKind.Malformed, failure?.Kind);
        Assert.Empty(updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>());
    }

    [Fact]
    public async Task Of_two_arguments_of_one_name_the_last_counts()
    {
        await using var server = Sse.Saying(
            Sse.Start, Sse.Begin("""{"type":"tool_use","id":"call","name":"write","input":{}}"""),
            Sse.Delta("""{"type":"input_json_delta","partial_json":"{\"path\":\"a\",\"path\":\"b\"}"}"""), Sse.End(), Sse.Over("tool_use"), Sse.Stop);

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Null(failure);
        Assert.Equal("b", Assert.Single(updates.SelectMany(update => update.Contents).OfType<FunctionCallContent>()).Arguments?["path"]?.ToString());
    }

    [Fact]
    public async Task Half_a_character_is_an_event_that_cannot_be_read()
    {
        await using var server = Sse.Saying(Sse.Start, Sse.Begin("""{"type":"text","text":""}"""), Sse.Text("\\ud83d"), Sse.Text("Hi"), Sse.End(), Sse.Over("end_turn"), Sse.Stop);

        var (updates, failure) = await Claude.AskAsync(server, stream: true);

        Assert.Null(failure);
        Assert.Single(Warnings.In(updates.SelectMany(update => update.Contents)));
    }

    [Fact]
    public async Task A_body_that_cannot_be_decompressed_is_a_failure()
    {
        await using var server = WireServer.Saying(200, "text/event-stream", "no such thing as gzip", ("Content-Encoding", "gzip"));

        Assert.Equal(FailureKind.Malformed, (await Claude.AskAsync(server, stream: true)).Failure?.Kind);
    }

    [Fact]
    public async Task A_key_that_a_provider_repeats_is_in_no_part_of_the_exception()
    {
        await using var server = WireServer.Saying(401, "text/plain", new string('x', 210) + Claude.Key + " is wrong");
        using var provider = Claude.At(server.Address);

        var exception = await Assert.ThrowsAsync<ProviderException>(() => AskAsync(provider));

        Assert.DoesNotContain(Claude.Key[..20], exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_events_that_cannot_be_read_are_a_failure()
    {
        await using var server = WireServer.Saying(200, "text/event-stream", _whole.Replace("event: message_delta", "data: {\n\ndata: {\n\nevent: message_delta"));

        Assert.Equal(FailureKind.Malformed, (await Claude.AskAsync(server, stream: true)).Failure?.Kind);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_falls_silent_is_given_up(bool hasBegun)
    {
        FakeTimeProvider clock = new();
        TaskCompletionSource silent = new();
        await using WireServer server = new(async (_, wire, token) =>
        {
            if (hasBegun)
            {
                await WriteAsync(wire, Head, token);
                await ChunkAsync(wire, _begun, token);
            }

            silent.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        using var provider = Claude.At(server.Address, clock: clock);

        await using var updates = provider.ClientFor(Claude.Model)
            .GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hi")], null, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        if (hasBegun)
        {
            Assert.True(await updates.MoveNextAsync());
        }

        var next = updates.MoveNextAsync().AsTask();
        await silent.Task;
        clock.Advance(TimeSpan.FromSeconds(59));
        Assert.False(next.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(2));

        var failure = (await Assert.ThrowsAsync<ProviderException>(() => next)).Failure;
        Assert.Equal(FailureKind.TimedOut, failure.Kind);
        Assert.Contains(hasBegun ? "no further byte" : "no first byte", failure.Message);
        Assert.Equal(hasBegun ? 10 : null, failure.Usage?.Input);
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_no_failure_of_the_provider()
    {
        using CancellationTokenSource caller = new();
        await using WireServer server = new(async (_, _, token) =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        });
        using var provider = Claude.At(server.Address);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AskAsync(provider, caller.Token));
    }

    [Fact]
    public async Task Pauses_do_not_add_up()
    {
        FakeTimeProvider clock = new();
        SemaphoreSlim more = new(0);
        await using WireServer server = new(async (_, wire, token) =>
        {
            await WriteAsync(wire, Head, token);
            await ChunkAsync(wire, _begun, token);
            for (var piece = 0; piece < 4; piece++)
            {
                await more.WaitAsync(token);
                await ChunkAsync(wire, Sse.Of(Sse.Text($"{piece}")), token);
            }

            await ChunkAsync(wire, Sse.Of(Sse.End(), Sse.Over("end_turn"), Sse.Stop), token);
        });
        using var provider = Claude.At(server.Address, clock: clock);

        var text = "";
        await foreach (var update in provider.ClientFor(Claude.Model).GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "Hi")], null, TestContext.Current.CancellationToken))
        {
            text += update.Text;
            clock.Advance(TimeSpan.FromSeconds(40)); // more than the idle time in all, less at a time
            more.Release();
        }

        Assert.Equal("Hi0123", text);
    }

    static Task<ChatResponse> AskAsync(VendorProvider provider, CancellationToken? cancellationToken = null) => provider.ClientFor(Claude.Model)
        .GetResponseAsync([new ChatMessage(ChatRole.User, "Hi")], null, cancellationToken ?? TestContext.Current.CancellationToken);

    static async Task CutAsync(NetworkStream wire, byte[] bytes, CancellationToken cancellationToken)
    {
        await WriteAsync(wire, Head, cancellationToken);
        await WriteAsync(wire, $"{bytes.Length:x}\r\n", cancellationToken);
        await wire.WriteAsync(bytes, cancellationToken); // and no end
    }

    static async Task ChunkAsync(NetworkStream wire, string text, CancellationToken cancellationToken) =>
        await WriteAsync(wire, $"{Encoding.UTF8.GetByteCount(text):x}\r\n{text}\r\n", cancellationToken);

    static async Task WriteAsync(NetworkStream wire, string text, CancellationToken cancellationToken) =>
        await wire.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
}
