using Aios.Cli.Display;
using Aios.Workshop.Running;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Display;

public sealed class NoticesTests
{
    [Fact]
    public async System.Threading.Tasks.Task They_go_above_a_picture_with_its_next_frame_and_the_picture_is_drawn_anew_beneath()
    {
        using var console = new TestConsole().Width(80).Height(20);
        FakeTimeProvider clock = new(Start);
        RunLog log = new(clock);
        Notices notices = new(console.Profile.Out.Writer);
        var work = new TaskCompletionSource();
        log.Add(Started());
        var showing = new LiveView(console, clock, notices: notices).ShowAsync(log, () => work.Task);
        var before = console.Output.Length;

        notices.Say("the budget is half spent");
        Assert.Equal(before, console.Output.Length); // nothing is torn
        clock.Advance(TimeSpan.FromSeconds(0.1));
        var frame = console.Output[before..];
        notices.Say("and with the last frame");
        work.SetResult();
        await showing;

        Assert.Matches(@"^\x1b\[\?2026h\x1b\[\?7l\x1b\[\?25l\n?\r?\x1b\[\d+A\x1b\[J\x1b\[\?7hthe budget is half spent\r?\n\x1b\[\?7l", frame);
        Assert.Contains("todo", frame[frame.IndexOf("half spent", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.EndsWith("\u001b[?25hand with the last frame\n", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_is_drawn_they_are_written_at_once()
    {
        using StringWriter progress = new();

        new Notices(progress).Say("now");

        Assert.Equal("now\n", progress.ToString());
    }

    [Fact]
    public async System.Threading.Tasks.Task The_cursor_comes_back_also_when_the_picture_cannot_be_made()
    {
        using var console = new TestConsole().Width(80).Height(20);
        LiveView view = new(console, new FakeTimeProvider(Start), money: () => throw new FormatException());

        await Assert.ThrowsAsync<FormatException>(() => view.ShowAsync(new(new FakeTimeProvider(Start)), () => new TaskCompletionSource().Task));

        Assert.EndsWith("\u001b[?25h", console.Output, StringComparison.Ordinal);
    }
}
