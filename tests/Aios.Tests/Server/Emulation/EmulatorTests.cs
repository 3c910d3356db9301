using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;
using Aios.Server.Emulation.Answers;
using Aios.Testing;
using Microsoft.Extensions.AI;
using Xunit;

namespace Aios.Tests.Server.Emulation;

public sealed class EmulatorTests
{
    static readonly string[] _endpoints = ["anthropic_messages", "openai_chat", "openai_responses", "ollama_chat"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_listens_on_loopback_and_answers_no_other_name()
    {
        await using var wire = await Wire.StartAsync();
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(wire.Emulator.Address, "/emulator/exchanges"));
        request.Headers.Host = "somewhere.example";

        Assert.True(wire.Emulator.Address.IsLoopback);
        Assert.Equal(403, (int)(await http.SendAsync(request, Token)).StatusCode);
    }

    [Theory]
    [InlineData("Origin", "https://somewhere.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Origin", "http://localhost:3000", 200)]
    [InlineData("Origin", "http://[::1]:3000", 200)]
    public async Task A_page_from_elsewhere_cannot_reach_it(string header, string value, int status)
    {
        await using var wire = await Wire.StartAsync();
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(wire.Emulator.Address, "/emulator/faults"));
        request.Content = new StringContent("""{"faults":[{"fault":"html"}]}""", Encoding.UTF8, "text/plain");
        request.Headers.Add(header, value);

        Assert.Equal(status, (int)(await http.SendAsync(request, Token)).StatusCode);
        Assert.Equal(status == 200 ? 1 : 0, wire.Emulator.Faults.Rules.Count);
    }

    [Fact]
    public async Task Models_are_listed_in_the_shape_of_whoever_asks()
    {
        await using var wire = await Wire.StartAsync();

        var anthropic = await Wire.JsonAsync(await wire.GetAsync("/v1/models", Token), Token);
        var openAi = await Wire.JsonAsync(await wire.SendAsync(HttpMethod.Get, "/v1/models", null, "sk-canary", Token, isAnthropic: false), Token);

        Assert.Equal(("model", false), (anthropic.GetProperty("data")[0].GetProperty("type").GetString(), anthropic.GetProperty("has_more").GetBoolean()));
        Assert.Equal("list", openAi.GetProperty("object").GetString());
        Assert.Equal(404, (int)(await wire.GetAsync("/v1/models/unheard-of", Token)).StatusCode);
    }

    [Fact]
    public async Task The_journal_knows_what_was_asked_and_no_key()
    {
        await using var wire = await Wire.StartAsync();
        await (await wire.AskAsync("openai-responses", streams: false, Token)).Content.ReadAsStringAsync(Token);
        await wire.PostAsync("/v1/embeddings", "{}", Token);

        var text = await (await wire.GetAsync("/emulator/exchanges", Token)).Content.ReadAsStringAsync(Token);

        var exchanges = System.Text.Json.JsonElement.Parse(text).GetProperty("exchanges");
        Assert.Equal(["/v1/responses", "/v1/embeddings"], exchanges.EnumerateArray().Select(each => each.GetProperty("path").GetString()));
        Assert.Equal([200, 404], exchanges.EnumerateArray().Select(each => each.GetProperty("status").GetInt32()));
        Assert.All(exchanges.EnumerateArray(), each => Assert.True(each.GetProperty("has_key").GetBoolean()));
        Assert.DoesNotContain("canary", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_can_be_changed_while_it_runs()
    {
        await using var wire = await Wire.StartAsync();

        Assert.Equal(200, (int)(await wire.PostAsync("/emulator/faults", """{"faults":[{"fault":"rate-limited","retry_after":"9"}]}""", Token)).StatusCode);
        Assert.Equal(429, (int)(await wire.AskAsync("anthropic", streams: false, Token)).StatusCode);
        Assert.Equal(400, (int)(await wire.PostAsync("/emulator/faults", """{"faults":[{"fault":"bad luck"}]}""", Token)).StatusCode);
        await wire.SendAsync(HttpMethod.Delete, "/emulator/faults", null, null, Token);
        Assert.Equal(200, (int)(await wire.AskAsync("anthropic", streams: false, Token)).StatusCode);
    }

    [Fact]
    public async Task A_pace_is_kept()
    {
        await using var wire = await Wire.StartAsync(new() { Pace = new() { FirstToken = TimeSpan.FromSeconds(30), CharactersPerSecond = 10 } });

        var asking = wire.AskAsync("ollama", streams: false, Token);
        wire.Clock.Advance(TimeSpan.FromSeconds(29));
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Token); // it would be over by now
        Assert.False(asking.IsCompleted);

        var reading = Task.Run(async () => await (await asking).Content.ReadAsStringAsync(Token), Token);
        while (!reading.IsCompleted)
        {
            wire.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token));
        }

        Assert.Contains("You said: ", await reading, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anthropic", true)]
    [InlineData("openai-chat", false)]
    public async Task Whoever_leaves_before_the_first_piece_is_written_down_and_billed_for_what_was_read(string dialect, bool streams)
    {
        using Silent silent = new();
        await using var wire = await Wire.StartAsync(new() { Answers = silent });
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Token);

        var asking = wire.AskAsync(dialect, streams, leaving.Token);
        await silent.Asked;
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);

        for (var tries = 0; tries < 5000 && wire.Emulator.Bill.Usage.Input == 0; tries++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token); // the emulator has yet to hear of it
        }

        var exchange = Assert.Single(wire.Emulator.Exchanges);
        Assert.True(exchange.Usage.Input > 0);
        Assert.Equal((dialect, "m", 0, false), (exchange.Dialect, exchange.Model, exchange.Status, exchange.Finished));
    }

    [Theory]
    [InlineData("/v1/messages", "request_too_large")]
    [InlineData("/v1/messages/count_tokens", "request_too_large")]
    [InlineData("/v1/chat/completions", "error")]
    [InlineData("/api/show", "error")]
    public async Task A_request_that_is_too_long_is_refused_in_the_vendor_s_words(string path, string told)
    {
        await using var wire = await Wire.StartAsync();
        using TcpClient client = new();
        await client.ConnectAsync(wire.Emulator.Address.Host, wire.Emulator.Address.Port, Token);
        await using var stream = client.GetStream();

        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer canary\r\nContent-Length: 99999999\r\n\r\n"), Token);
        using StreamReader reader = new(stream);
        var answer = await reader.ReadToEndAsync(Token);

        Assert.StartsWith("HTTP/1.1 413", answer, StringComparison.Ordinal);
        Assert.Contains($"\"{told}\"", answer, StringComparison.Ordinal);
        Assert.Equal(413, Assert.Single(wire.Emulator.Exchanges).Status);
    }

    [Fact]
    public async Task Recordings_are_played_as_they_were()
    {
        Assert.SkipWhen(Recordings.Folder is null, Recordings.Missing);
        await using var wire = await Wire.StartAsync(new() { Recordings = Recordings.Folder });
        List<string> differences = [];
        foreach (var recording in _endpoints.SelectMany(endpoint => Recordings.Of(endpoint).Take(40)))
        {
            var path = $"{wire.Emulator.AddressOf(recording.Id).AbsolutePath}{recording.Path}";
            var response = await wire.PostAsync(path, "{}", Token);
            if ((int)response.StatusCode != recording.Status || Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(Token)) != recording.Body)
            {
                differences.Add(recording.Id);
            }
        }

        Assert.Empty(differences);
        Assert.Equal(404, (int)(await wire.PostAsync("/recordings/none/v1/messages", "{}", Token)).StatusCode);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_answer_byte_for_byte()
    {
        async Task<string> Answer(int seed)
        {
            await using var wire = await Wire.StartAsync(new() { Seed = seed });
            return await (await wire.AskAsync("openai-responses", streams: true, Token)).Content.ReadAsStringAsync(Token);
        }

        Assert.Equal(await Answer(1), await Answer(1));
        Assert.NotEqual(await Answer(1), await Answer(2));
    }

    /// <summary>Hears what is asked and never says a word.</summary>
    sealed class Silent() : DelegatingChatClient(new EchoChatClient())
    {
        readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            _asked.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            yield break;
        }
    }
}
