using Aios.Server.Emulation;
using Aios.Server.Emulation.Faults;
using Xunit;

namespace Aios.Tests.Server.Emulation;

/// <summary>Which requests meet a fault.</summary>
public sealed class FaultRuleTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

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
        var (_, _, isBroken) = await wire.ReadAsync("ollama", streams: true, Token);

        Assert.True(isBroken);
        Assert.Equal([null, null, null, null, "status", "cut"], wire.Emulator.Exchanges.Select(exchange => exchange.Fault));
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

    [Theory]
    [InlineData("fault: silence, at: before-usage", "faults[0].at: a silence takes")]
    [InlineData("fault: silence, seconds: -1", "faults[0].seconds: a silence takes")]
    [InlineData("fault: silence, seconds: 5000000", "faults[0].seconds: a silence takes")]
    [InlineData("fault: html, at: in-token", "faults[0].at: html has no place")]
    [InlineData("fault: rate-limited, retry_after_date: 1e15", "faults[0].retry_after_date")]
    [InlineData("fault: crawl, bytes_per_second: 1e-9", "faults[0].bytes_per_second")]
    public void What_could_not_happen_is_no_script(string rule, string told) =>
        Assert.Contains(told, Assert.Throws<ScriptException>(() => FaultScript.Parse($"faults: [{{ {rule} }}]")).Message, StringComparison.Ordinal);
}
