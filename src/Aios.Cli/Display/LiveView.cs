using System.Collections.Concurrent;
using Aios.Cli.Display.Live;
using Aios.Workshop.Running;
using Spectre.Console;

namespace Aios.Cli.Display;

/// <summary>A picture of the run at the end of the terminal, drawn anew ten times a second while it goes on.</summary>
/// <param name="money">What the run has taken; called for each frame, so it must be quick.</param>
/// <param name="notices">What is said meanwhile, which goes above the picture.</param>
public sealed class LiveView(IAnsiConsole terminal, TimeProvider clock, Func<RunMoney?>? money = null, Notices? notices = null) : IRunView
{
    static readonly TimeSpan _frame = TimeSpan.FromMilliseconds(100);

    readonly ConcurrentDictionary<string, DateTimeOffset> _checksBegan = [];

    public async Task ShowAsync(RunLog log, Func<Task> work)
    {
        log.Follow((happened, at) =>
        {
            if (happened is RunEvent.CheckStarted check)
            {
                _checksBegan[check.Check] = at;
            }
        });
        Screen screen = new(terminal.Profile.Out.Writer, terminal.Profile.Capabilities.ColorSystem != ColorSystem.NoColors);
        var running = work();
        try
        {
            using var held = notices?.Hold();
            try
            {
                await DrawAsync(screen, log, running);
            }
            finally
            {
                screen.Clear(); // however it ends: the cursor comes back
            }
        }
        catch (IOException)
        {
            // The terminal is gone; the work is worth more than its picture.
        }

        await running;
    }

    async Task DrawAsync(Screen screen, RunLog log, Task running)
    {
        var due = clock.GetTimestamp();
        while (!running.IsCompleted)
        {
            var (width, height) = (terminal.Profile.Width, terminal.Profile.Height);
            screen.Draw(Lines(log.State, log.Now, width, height - 1), width, height, notices?.Take());
            var late = clock.GetElapsedTime(due);
            due += (long)(_frame.TotalSeconds * clock.TimestampFrequency) * Math.Max(1, (long)Math.Ceiling(late / _frame));
            var left = clock.GetElapsedTime(clock.GetTimestamp(), due);
            await Task.WhenAny(running, Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, CancellationToken.None));
        }
    }

    /// <summary>How the run looks at a moment.</summary>
    internal IReadOnlyList<Line> Lines(RunState state, DateTimeOffset now, int width, int rows) =>
        new Picture(new(state, now), width) { Money = money?.Invoke(), ChecksBegan = _checksBegan }.Lines(rows);
}
