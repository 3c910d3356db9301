using System.Text;
using System.Text.Json;
using Aios.Server.Emulation;
using Aios.Server.Emulation.Answers;
using Aios.Server.Emulation.Faults;
using Xunit;

namespace Aios.Tests.Server.Emulation;

public sealed class FaultTests
{
    static readonly string[] _dialects = ["anthropic", "openai-chat", "openai-responses", "ollama"];

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, FaultKind> Everything
    {
        get
        {
            TheoryData<string, bool, FaultKind> all = [];
            foreach (var dialect in _dialects)
            {
                foreach (var kind in Enum.GetValues<FaultKind>())
                {
                    all.Add(dialect, false, kind);
                    all.Add(dialect, true, kind);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Every_fault_ends_over_every_wire(string dialect, bool streams, FaultKind kind)
    {
        await using var wire = await Wire.StartAsync();
        wire.Clock.AutoAdvanceAmount = TimeSpan.Zero;
        wire.Emulator.Faults.Add(new Fault(kind) { Seconds = kind == FaultKind.Silence ? 60 : null, Value = "another", BytesPerSecond = 1e9 });

        var reading = ReadAsync(wire, dialect, streams);
        while (!reading.IsCompleted)
        {
            wire.Clock.Advance(TimeSpan.FromMinutes(1)); // whatever waits, waits for this
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token));
        }

        var (status, body, isBroken) = await reading;
        Assert.Equal(kind is FaultKind.Cut or FaultKind.Reset, isBroken);
        Assert.Equal(kind is FaultKind.Status or FaultKind.RateLimited or FaultKind.QuotaExhausted or FaultKind.ContextTooLong or FaultKind.UnknownModel, status >= 400);
        var exchange = Assert.Single(wire.Emulator.Exchanges);
        Assert.Equal(new Fault(kind).Name, exchange.Fault);
        Assert.Equal(kind is FaultKind.EmptyBody or FaultKind.EmptyStream or FaultKind.Redirect || isBroken && body.Length == 0, body.Length == 0);
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task An_answer_can_break_anywhere(string dialect)
    {
        await using var wire = await Wire.StartAsync();
        foreach (var streams in (bool[])[true, false])
        {
            foreach (var point in Enum.GetValues<CutPoint>())
            {
                wire.Emulator.Faults.Clear();
                wire.Emulator.Faults.Add(new Fault(FaultKind.Cut) { At = point });

                var (status, body, isBroken) = await ReadAsync(wire, dialect, streams);

                Assert.True(isBroken, $"{point}, {(streams ? "streamed" : "whole")}");
                Assert.Equal(point == CutPoint.BeforeFirstByte ? 0 : 200, status);
                Assert.Equal(point is CutPoint.BeforeFirstByte or CutPoint.AfterHeaders, body.Length == 0);
                Assert.Equal(point == CutPoint.InCharacter, body.Length > 0 && body[^1] >= 0x80);
                Assert.DoesNotContain("total_tokens", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("5", null, null, "5")]
    [InlineData("0", null, null, "0")]
    [InlineData("soon", null, null, "soon")]
    [InlineData("99999999", null, null, "99999999")]
    [InlineData(null, null, null, null)]
    [InlineData(null, 30.0, null, "Tue, 01 Jan 2030 12:00:30 GMT")]
    [InlineData(null, null, "250", null)]
    public async Task Retry_After_is_said_in_every_way(string? text, double? date, string? milliseconds, string? expected)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.RateLimited) { RetryAfter = text, RetryAfterDate = date, RetryAfterMs = milliseconds });

        var response = await wire.AskAsync("openai-chat", streams: false, Token);

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal(expected, response.Headers.NonValidated.TryGetValues("Retry-After", out var values) ? values.ToString() : null);
        Assert.Equal(milliseconds, response.Headers.NonValidated.TryGetValues("retry-after-ms", out values) ? values.ToString() : null);
    }

    [Theory]
    [InlineData("anthropic", 529, "overloaded_error", null)]
    [InlineData("anthropic", 413, "request_too_large", null)]
    [InlineData("anthropic", 504, "timeout_error", null)]
    [InlineData("openai-chat", 429, "tokens", "rate_limit_exceeded")]
    [InlineData("openai-chat", 422, "invalid_request_error", "context_length_exceeded")]
    [InlineData("openai-responses", 404, "invalid_request_error", "model_not_found")]
    public async Task A_status_has_the_vendor_s_body(string dialect, int status, string type, string? code)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.Status) { Status = status });

        var response = await wire.AskAsync(dialect, streams: true, Token);
        var error = (await Wire.JsonAsync(response, Token)).GetProperty("error");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(type, error.GetProperty("type").GetString());
        Assert.Equal(code, error.TryGetProperty("code", out var said) ? said.GetString() : null);
    }

    [Theory]
    [InlineData("anthropic", FaultKind.NanUsage, "\"output_tokens\":NaN")]
    [InlineData("openai-chat", FaultKind.NegativeUsage, "\"completion_tokens\":-7")]
    [InlineData("openai-responses", FaultKind.HugeNumber, "\"output_tokens\":1000000")]
    [InlineData("ollama", FaultKind.NegativeUsage, "\"eval_count\":-7")]
    public async Task Usage_can_be_nonsense_and_is_billed_as_it_was(string dialect, FaultKind kind, string told)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(kind));

        var (_, body, _) = await ReadAsync(wire, dialect, streams: true);

        Assert.Contains(told, Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.True(wire.Emulator.Bill.Usage.Output is > 0 and < 100);
    }

    [Theory]
    [InlineData("anthropic", "usage")]
    [InlineData("openai-chat", "usage")]
    [InlineData("openai-responses", "usage")]
    [InlineData("ollama", "eval_count")]
    public async Task Usage_can_be_missing(string dialect, string name)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.NoUsage));

        foreach (var streams in (bool[])[true, false])
        {
            Assert.DoesNotContain($"\"{name}\"", Encoding.UTF8.GetString((await ReadAsync(wire, dialect, streams)).Body), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("anthropic", "event: ping")]
    [InlineData("openai-chat", ": ping")]
    public async Task A_silence_can_show_that_it_lives(string dialect, string ping)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.Silence) { Seconds = 120, Pings = true });

        var reading = ReadAsync(wire, dialect, streams: true);
        while (!reading.IsCompleted)
        {
            wire.Clock.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token));
        }

        var text = Encoding.UTF8.GetString((await reading).Body);
        Assert.InRange(text.Split(ping).Length - 1, 24, 25); // one each five seconds; Anthropic sends one anyway
        Assert.Contains("\"You\"", text, StringComparison.Ordinal); // the first word of the answer
    }

    [Theory]
    [InlineData("anthropic", "\"stop_reason\":\"refusal\"")]
    [InlineData("openai-chat", "\"refusal\":\"I'm sorry")]
    [InlineData("openai-responses", "response.refusal.done")]
    [InlineData("ollama", "I'm sorry")]
    public async Task A_refusal_is_said_as_the_vendor_says_it(string dialect, string told)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.Refusal));

        Assert.Contains(told, Encoding.UTF8.GetString((await ReadAsync(wire, dialect, streams: true)).Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_event_among_good_ones_is_no_JSON()
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.MalformedChunk));

        var chunks = Encoding.UTF8.GetString((await ReadAsync(wire, "openai-chat", streams: true)).Body).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Single(chunks.SkipLast(1), chunk => !IsJson(chunk["data: ".Length..]));
        Assert.Equal("data: [DONE]", chunks[^1]);
    }

    [Fact]
    public async Task Rules_choose_by_dialect_model_path_and_turn()
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new FaultRule(new(FaultKind.Status) { Status = 500 }) { Dialect = "anthropic", From = 2, Times = 1 });
        wire.Emulator.Faults.Add(new FaultRule(new(FaultKind.Status) { Status = 503 }) { Path = "/api/chat" });
        wire.Emulator.Faults.Add(new FaultRule(new(FaultKind.Status) { Status = 400 }) { Model = "other" });

        List<int> statuses = [];
        foreach (var dialect in (string[])["anthropic", "ollama", "anthropic", "ollama", "anthropic", "openai-chat"])
        {
            statuses.Add((int)(await wire.AskAsync(dialect, streams: false, Token)).StatusCode);
        }

        Assert.Equal([200, 503, 500, 503, 200, 200], statuses);
    }

    [Fact]
    public async Task A_fault_waits_for_a_request_that_it_can_affect()
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new FaultRule(new(FaultKind.Cut)) { Times = 1 });
        wire.Emulator.Faults.Add(new FaultRule(new(FaultKind.Status) { Status = 503 }) { Path = "/api/version" });

        await wire.GetAsync("/api/tags", Token);
        await wire.GetAsync("/v1/models", Token);
        await wire.PostAsync("/api/show", """{"model":"m"}""", Token);
        await wire.PostAsync("/v1/messages/count_tokens", """{"model":"m","messages":[{"role":"user","content":"Hello"}]}""", Token);
        await wire.GetAsync("/api/version", Token);
        var (_, _, isBroken) = await ReadAsync(wire, "ollama", streams: true);

        Assert.True(isBroken);
        Assert.Equal([null, null, null, null, "status", "cut"], wire.Emulator.Exchanges.Select(exchange => exchange.Fault));
    }

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [InlineData("ollama")]
    public async Task An_answer_that_is_only_a_call_can_break_too(string dialect)
    {
        var answers = Script.Parse("""{"answers":[{"tools":[{"name":"get_weather","arguments":{"city":"Rome","country":"Italy"}}]}]}""");
        await using var wire = await Wire.StartAsync(new() { Answers = new ScriptChatClient(answers) });
        var whole = (await ReadAsync(wire, dialect, streams: true)).Body;
        foreach (var kind in (FaultKind[])[FaultKind.Cut, FaultKind.ErrorEvent, FaultKind.MalformedChunk, FaultKind.TruncatedJson])
        {
            wire.Emulator.Faults.Clear();
            wire.Emulator.Faults.Add(new Fault(kind));

            var (_, body, isBroken) = await ReadAsync(wire, dialect, streams: true);

            Assert.Equal(kind == FaultKind.Cut, isBroken);
            Assert.True(kind == FaultKind.MalformedChunk ? body.Length > whole.Length : !body.AsSpan().EndsWith(whole.AsSpan()[^20..]), $"{kind} did not happen");
            Assert.Equal(kind == FaultKind.MalformedChunk, wire.Emulator.Exchanges[^1].Finished);
        }
    }

    [Fact]
    public async Task An_answer_that_was_too_short_to_break_is_finished()
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.Cut) { After = 1000 });

        var (_, _, isBroken) = await ReadAsync(wire, "openai-chat", streams: true);

        Assert.False(isBroken);
        Assert.True(Assert.Single(wire.Emulator.Exchanges).Finished);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(12, 2)]
    public async Task A_silence_has_as_many_pings_as_its_length_has_room_for(int seconds, int pings)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.Silence) { Seconds = seconds, Pings = true });

        var reading = ReadAsync(wire, "openai-chat", streams: true);
        while (!reading.IsCompleted)
        {
            wire.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token));
        }

        Assert.Equal(pings, Encoding.UTF8.GetString((await reading).Body).Split(": ping").Length - 1);
    }

    [Theory]
    [InlineData("fault: silence, at: before-usage", "faults[0].at: a silence takes")]
    [InlineData("fault: silence, seconds: -1", "faults[0].seconds: a silence takes")]
    [InlineData("fault: silence, seconds: 5000000", "faults[0].seconds: a silence takes")]
    [InlineData("fault: html, at: in-token", "faults[0].at: html has no place")]
    [InlineData("fault: rate-limited, retry_after_date: 1e15", "faults[0].retry_after_date")]
    [InlineData("fault: crawl, bytes_per_second: 1e-9", "faults[0].bytes_per_second")]
    public void What_could_not_happen_is_no_script(string rule, string told) =>
        Assert.Contains(told, Assert.Throws<ScriptException>(() => FaultScript.Parse($"faults: [{{ {rule} }}]")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_silence_of_ages_is_as_long_as_a_timer_can_wait()
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new FaultRule(new(FaultKind.Silence) { Seconds = -5 }));

        Assert.Equal(200, (await ReadAsync(wire, "ollama", streams: false)).Status);
        Assert.Equal(TimeSpan.FromSeconds(Fault.LongestSilence), new Fault(FaultKind.Silence) { Seconds = 1e300 }.Silence);
    }

    [Fact]
    public async Task Chance_is_the_same_again_with_the_same_seed()
    {
        async Task<int[]> Statuses()
        {
            await using var wire = await Wire.StartAsync(new() { Seed = 7, Faults = [new(new(FaultKind.Status) { Status = 500 }) { Probability = 0.5 }] });
            List<int> statuses = [];
            for (var each = 0; each < 20; each++)
            {
                statuses.Add((int)(await wire.AskAsync("ollama", streams: false, Token)).StatusCode);
            }

            return [.. statuses];
        }

        var statuses = await Statuses();
        Assert.Equal([200, 500], statuses.Distinct().Order());
        Assert.Equal(statuses, await Statuses());
    }

    [Fact]
    public async Task A_redirect_that_is_followed_is_seen()
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.Redirect));

        var response = await wire.AskAsync("openai-chat", streams: false, Token);
        await wire.PostAsync(response.Headers.Location!.ToString(), "{}", Token); // a redirect has one

        Assert.Equal([307, 404], wire.Emulator.Exchanges.Select(exchange => exchange.Status));
        Assert.True(wire.Emulator.Exchanges[1].HasKey);
    }

    static async Task<(int Status, byte[] Body, bool IsBroken)> ReadAsync(Wire wire, string dialect, bool streams)
    {
        using MemoryStream body = new();
        var status = 0;
        try
        {
            using var response = await wire.AskAsync(dialect, streams, Token);
            status = (int)response.StatusCode;
            await using var stream = await response.Content.ReadAsStreamAsync(Token);
            await stream.CopyToAsync(body, Token);
            return (status, body.ToArray(), false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (status, body.ToArray(), true);
        }
    }

    static bool IsJson(string text)
    {
        try
        {
            JsonDocument.Parse(text).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
