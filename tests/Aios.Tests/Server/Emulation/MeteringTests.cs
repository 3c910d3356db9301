using System.Text.Json.Nodes;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Xunit;

namespace Aios.Tests.Server.Emulation;

public sealed class MeteringTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    static readonly string _long = string.Concat(Enumerable.Repeat("Remember this. ", 400)); // 1,500 tokens

    [Fact]
    public async Task A_marked_beginning_is_written_once_read_while_it_lives_and_written_again_afterwards()
    {
        await using var wire = await Wire.StartAsync();

        var first = await AskAsync(wire, "5m");
        wire.Clock.Advance(TimeSpan.FromMinutes(4));
        var second = await AskAsync(wire, "5m");
        wire.Clock.Advance(TimeSpan.FromMinutes(4)); // reading it made it live longer
        var third = await AskAsync(wire, "5m");
        wire.Clock.Advance(TimeSpan.FromMinutes(6));
        var fourth = await AskAsync(wire, "5m");

        Assert.Equal((1503, 0), (first.CacheWrite5m, first.CacheRead));
        Assert.Equal([(0, 1503), (0, 1503), (1503, 0)], new[] { second, third, fourth }.Select(usage => (usage.CacheWrite5m, usage.CacheRead)));
        Assert.Single(new[] { first, second, third, fourth }.Select(usage => usage.TotalInput).Distinct());
    }

    [Fact]
    public async Task A_mark_for_an_hour_lasts_for_an_hour()
    {
        await using var wire = await Wire.StartAsync();

        Assert.Equal(1503, (await AskAsync(wire, "1h")).CacheWrite1h);
        wire.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(1503, (await AskAsync(wire, "1h")).CacheRead);
    }

    [Fact]
    public async Task A_beginning_that_is_too_short_is_not_kept()
    {
        await using var wire = await Wire.StartAsync(new() { LeastCachedTokens = 2000 });

        Assert.Equal(0, (await AskAsync(wire, "5m")).CacheWrite);
    }

    [Fact]
    public async Task OpenAI_keeps_long_beginnings_by_itself()
    {
        await using var wire = await Wire.StartAsync();
        JsonObject Body(string question) => new() { ["model"] = "m", ["instructions"] = _long, ["input"] = question };

        await (await wire.PostAsync("/v1/responses", Body("One?").ToJsonString(), Token)).Content.ReadAsStringAsync(Token);
        await (await wire.PostAsync("/v1/responses", Body("Two?").ToJsonString(), Token)).Content.ReadAsStringAsync(Token);

        Assert.Equal([0, 1408], wire.Emulator.Exchanges.Select(exchange => exchange.Usage.CacheRead));
        Assert.Single(wire.Emulator.Exchanges.Select(exchange => exchange.Usage.TotalInput).Distinct());
    }

    [Fact]
    public async Task Limits_count_down_refuse_and_fill_up_again()
    {
        await using var wire = await Wire.StartAsync(new() { Limits = new() { RequestsPerMinute = 2 } });

        async Task<(int Status, string Left, string? Wait)> Ask()
        {
            var response = await wire.AskAsync("anthropic", streams: false, Token);
            return ((int)response.StatusCode, response.Headers.GetValues("anthropic-ratelimit-requests-remaining").Single(), response.Headers.RetryAfter?.ToString());
        }

        Assert.Equal([(200, "1", null), (200, "0", null), (429, "0", "30")], [await Ask(), await Ask(), await Ask()]);
        wire.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal((200, "0", null), await Ask());
    }

    [Fact]
    public async Task Each_vendor_tells_its_limits_in_its_own_headers()
    {
        await using var wire = await Wire.StartAsync(new() { Limits = new() { RequestsPerMinute = 60, InputTokensPerMinute = 1000 } });

        var anthropic = (await wire.AskAsync("anthropic", streams: true, Token)).Headers;
        var openAi = (await wire.AskAsync("openai-chat", streams: true, Token)).Headers;
        var ollama = (await wire.AskAsync("ollama", streams: true, Token)).Headers;

        Assert.Equal("2030-01-01T12:00:01Z", anthropic.GetValues("anthropic-ratelimit-requests-reset").Single());
        Assert.StartsWith("req_01", anthropic.GetValues("request-id").Single(), StringComparison.Ordinal);
        Assert.Equal(("60", "59", "1s"), (openAi.GetValues("x-ratelimit-limit-requests").Single(), openAi.GetValues("x-ratelimit-remaining-requests").Single(), openAi.GetValues("x-ratelimit-reset-requests").Single()));
        Assert.DoesNotContain(ollama, header => header.Key.Contains("ratelimit", StringComparison.OrdinalIgnoreCase));
        Assert.All(new[] { anthropic, openAi, ollama }, headers => Assert.Equal(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero), headers.Date));
    }

    [Fact]
    public async Task The_bill_is_the_sum_of_the_exchanges_and_what_has_no_price_is_not_free()
    {
        await using var wire = await Wire.StartAsync(new() { PriceOf = (provider, _, usage) => provider == "ollama" ? null : new Money(usage.Output * 10) });

        foreach (var dialect in (string[])["anthropic", "openai-chat", "openai-responses", "ollama"])
        {
            await (await wire.AskAsync(dialect, streams: true, Token)).Content.ReadAsStringAsync(Token);
        }

        var exchanges = wire.Emulator.Exchanges;
        Assert.Equal(new Money(exchanges.Take(3).Sum(exchange => exchange.Usage.Output * 10)), wire.Emulator.Bill.Cost);
        Assert.Equal(1, wire.Emulator.Bill.Unknown);
        var told = await Wire.JsonAsync(await wire.GetAsync("/emulator/bill", Token), Token);
        Assert.Equal(wire.Emulator.Bill.Cost.Dollars, told.GetProperty("cost_usd").GetDecimal());
        Assert.Equal(exchanges.Sum(exchange => exchange.Usage.Output), told.GetProperty("usage").GetProperty("output").GetInt64());
    }

    [Fact]
    public async Task An_answer_that_is_cut_is_billed_as_far_as_it_went()
    {
        await using var wire = await Wire.StartAsync();
        await (await wire.AskAsync("anthropic", streams: true, Token)).Content.ReadAsStringAsync(Token);
        wire.Emulator.Faults.Add(new Aios.Server.Emulation.Faults.Fault(Aios.Server.Emulation.Faults.FaultKind.Cut));

        await Assert.ThrowsAnyAsync<Exception>(async () => await (await wire.AskAsync("anthropic", streams: true, Token)).Content.ReadAsStringAsync(Token));

        var (whole, cut) = (wire.Emulator.Exchanges[0], wire.Emulator.Exchanges[1]);
        Assert.Equal((true, false), (whole.Finished, cut.Finished));
        Assert.Equal(whole.Usage.Input, cut.Usage.Input);
        Assert.InRange(cut.Usage.Output, 1, whole.Usage.Output - 1);
    }

    static async Task<Usage> AskAsync(Wire wire, string life)
    {
        JsonObject body = new()
        {
            ["model"] = "m",
            ["max_tokens"] = 100,
            ["system"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = _long, ["cache_control"] = new JsonObject { ["type"] = "ephemeral", ["ttl"] = life } }),
            ["messages"] = new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Well?" }),
        };
        var answer = await Wire.JsonAsync(await wire.PostAsync("/v1/messages", body.ToJsonString(), Token), Token);
        var usage = wire.Emulator.Exchanges[^1].Usage;
        Assert.Equal(usage.CacheRead, answer.GetProperty("usage").GetProperty("cache_read_input_tokens").GetInt64());
        Assert.Equal(usage.Input, answer.GetProperty("usage").GetProperty("input_tokens").GetInt64());
        return usage;
    }
}
