using System.Text;
using Aios.Server.Emulation.Faults;
using Xunit;

namespace Aios.Tests.Server.Emulation;

/// <summary>Nothing comes for a while.</summary>
public sealed class SilenceTests
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("anthropic", "event: ping")]
    [InlineData("openai-chat", ": ping")]
    public async Task A_silence_can_show_that_it_lives(string dialect, string ping)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.Silence) { Seconds = 120, Pings = true });

        var reading = wire.ReadAsync(dialect, streams: true, Token);
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
    [InlineData(3, 0)]
    [InlineData(12, 2)]
    public async Task A_silence_has_as_many_pings_as_its_length_has_room_for(int seconds, int pings)
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new Fault(FaultKind.Silence) { Seconds = seconds, Pings = true });

        var reading = wire.ReadAsync("openai-chat", streams: true, Token);
        while (!reading.IsCompleted)
        {
            wire.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token));
        }

        Assert.Equal(pings, Encoding.UTF8.GetString((await reading).Body).Split(": ping").Length - 1);
    }

    [Fact]
    public async Task A_silence_of_ages_is_as_long_as_a_timer_can_wait()
    {
        await using var wire = await Wire.StartAsync();
        wire.Emulator.Faults.Add(new FaultRule(new(FaultKind.Silence) { Seconds = -5 }));

        Assert.Equal(200, (await wire.ReadAsync("ollama", streams: false, Token)).Status);
        Assert.Equal(TimeSpan.FromSeconds(Fault.LongestSilence), new Fault(FaultKind.Silence) { Seconds = 1e300 }.Silence);
    }
}
