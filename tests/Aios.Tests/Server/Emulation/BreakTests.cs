using System.Text;
using System.Text.Json;
using Aios.Server.Emulation.Answers;
using Aios.Server.Emulation.Faults;
using Xunit;

namespace Aios.Tests.Server.Emulation;

/// <summary>Answers that are broken off, or cannot be read.</summary>
public sealed class BreakTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

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

                var (status, body, isBroken) = await wire.ReadAsync(dialect, streams, Token);

                Assert.True(isBroken, $"{point}, {(streams ? "streamed" : "whole")}");
                Assert.Equal(point == CutPoint.BeforeFirstByte ? 0 : 200, status);
                Assert.Equal(point is CutPoint.BeforeFirstByte or CutPoint.AfterHeaders, body.Length == 0);
                Assert.Equal(point == CutPoint.InCharacter, body.Length > 0 && body[^1] >= 0x80);
                Assert.DoesNotContain("total_tokens", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
            }
        }
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
        var whole = (await wire.ReadAsync(dialect, streams: true, Token)).Body;
        foreach (var kind in (FaultKind[])[FaultKind.Cut, FaultKind.ErrorEvent, FaultKind.MalformedChunk, FaultKind.TruncatedJson])
        {
            wire.Emulator.Faults.Clear();
            wire.Emulator.Faults.Add(new Fault(kind));

            var (_, body, isBroken) = await wire.ReadAsync(dialect, streams: true, Token);

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

        var (_, _, isBroken) = await wire.ReadAsync("openai-chat", streams: true, Token);

        Assert.False(isBroken);
        Assert.True(Assert.Single(wire.Emulator.Exchanges).Finished);
    }

    [Fact]
    public async Task One_event_among_good_ones_is_no_JSON()
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.MalformedChunk));

        var chunks = Encoding.UTF8.GetString((await wire.ReadAsync("openai-chat", streams: true, Token)).Body).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Single(chunks.SkipLast(1), chunk => !IsJson(chunk["data: ".Length..]));
        Assert.Equal("data: [DONE]", chunks[^1]);
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
