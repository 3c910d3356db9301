using System.Text;
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

        var reading = wire.ReadAsync(dialect, streams, Token);
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

        var (_, body, _) = await wire.ReadAsync(dialect, streams: true, Token);

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
            Assert.DoesNotContain($"\"{name}\"", Encoding.UTF8.GetString((await wire.ReadAsync(dialect, streams, Token)).Body), StringComparison.Ordinal);
        }
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

        Assert.Contains(told, Encoding.UTF8.GetString((await wire.ReadAsync(dialect, streams: true, Token)).Body), StringComparison.Ordinal);
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
}
