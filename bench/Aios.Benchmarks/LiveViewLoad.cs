using System.Diagnostics;
using System.Globalization;
using System.Text;
using Aios.Cli.Display;
using Aios.Cli.Display.Live;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Spectre.Console;

namespace Aios.Benchmarks;

/// <summary>What it costs to show a run of 200 tasks that are all being written, each telling ten times a second how far it is.</summary>
static class LiveViewLoad
{
    const int Tasks = 200;

    static readonly string[] _specialists = ["cto", "backend", "frontend", "qa", "devops"];

    public static async Task PrintAsync(TimeSpan time, int width, int height)
    {
        Console.WriteLine(Text($"{Tasks} tasks at work, {Tasks * 10} events a second, a terminal of {width} by {height}, {time.TotalSeconds:0} s each"));
        Console.WriteLine("view               frames/s   of a core   without the run   bytes/frame");
        await MeasureAsync("(warming up)", TimeSpan.FromSeconds(5), width, height, terminal => new LiveView(terminal, TimeProvider.System, () => _money), 0);
        await MeasureAsync("(warming up)", TimeSpan.FromSeconds(5), width, height, terminal => new SpectreView(terminal), 0);
        var none = await MeasureAsync("none", time, width, height, _ => new QuietView(), 0);
        await MeasureAsync("ours", time, width, height, terminal => new LiveView(terminal, TimeProvider.System, () => _money), none);
        await MeasureAsync("Spectre's Live", time, width, height, terminal => new SpectreView(terminal), none);
        PrintParts(width, height);
    }

    /// <summary>The same work in a row, where neither timers nor waiting threads count.</summary>
    static void PrintParts(int width, int height)
    {
        const int Rounds = 1_000;
        var log = Begin();
        LiveView view = new(AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(new Frames()) }), TimeProvider.System, () => _money);
        Screen screen = new(new Frames(), colour: true);
        Start(log);
        var (events, frames) = (TimeSpan.Zero, TimeSpan.Zero);
        for (var (round, at) = (0, 0); round < Rounds; round++)
        {
            var began = Environment.CpuUsage.TotalTime;
            at = Tell(log, at, at + Tasks);
            var told = Environment.CpuUsage.TotalTime;
            screen.Draw(view.Lines(log.State, log.Now, width, height - 1), width, height);
            (events, frames) = (events + (told - began), frames + (Environment.CpuUsage.TotalTime - told));
        }

        Console.WriteLine(Text($"in a row: an event {events.TotalMicroseconds / Rounds / Tasks:0.0} µs, a frame {frames.TotalMilliseconds / Rounds:0.00} ms; 10 frames and {Tasks * 10} events a second take {(events + frames) / Rounds / TimeSpan.FromMilliseconds(100):0.0%} of a core"));
    }

    static readonly RunMoney _money = new(new(new(1_234_567_890), Money.Zero, 0, new(98_765_432)), null);

    static async Task<double> MeasureAsync(string name, TimeSpan time, int width, int height, Func<IAnsiConsole, IRunView> make, double without)
    {
        Frames frames = new();
        var terminal = AnsiConsole.Create(new() { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(frames) });
        (terminal.Profile.Width, terminal.Profile.Height) = (width, height);
        var log = Begin();
        var (before, began) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
        await make(terminal).ShowAsync(log, () => WorkAsync(log, time));
        var (took, used) = (Stopwatch.GetElapsedTime(began), Environment.CpuUsage.TotalTime - before);
        var share = used / took;
        Console.WriteLine(Text($"{name,-18} {frames.Count / took.TotalSeconds,8:0.00} {share,11:0.0%} {share - without,17:0.0%} {(frames.Count == 0 ? 0 : frames.Bytes / frames.Count),13}"));
        return share;
    }

    static WorkTask Planned(int at) => new()
    {
        Id = Text($"backend/app/models/record_{at}.py"),
        Specialist = _specialists[at % _specialists.Length],
        Files = [new ArtifactPath(Text($"backend/app/models/record_{at}.py"))],
        Needs = at < 20 ? [] : [Text($"backend/app/models/record_{at - 20}.py")],
        Assignment = new() { Files = [] },
    };

    static RunLog Begin()
    {
        RunLog log = new(TimeProvider.System);
        log.Add(new RunEvent.RunStarted("20260102-030405-abcd", "web-app", "todo", _specialists));
        log.Add(RunEvent.TasksPlanned.Of([.. Enumerable.Range(0, Tasks).Select(Planned)]));
        return log;
    }

    static async Task WorkAsync(RunLog log, TimeSpan time)
    {
        Start(log);
        using PeriodicTimer tick = new(TimeSpan.FromMilliseconds(50));
        var (began, at) = (Stopwatch.GetTimestamp(), 0);
        while (Stopwatch.GetElapsedTime(began) < time && await tick.WaitForNextTickAsync())
        {
            at = Tell(log, at, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * Tasks * 10));
        }
    }

    static void Start(RunLog log)
    {
        foreach (var id in log.State.Order)
        {
            log.Add(new RunEvent.TaskStarted(id, "anthropic", "a-model"));
        }
    }

    /// <summary>In turn each tells of another 40 characters; now and then one answers and begins again.</summary>
    static int Tell(RunLog log, int at, int until)
    {
        for (; at < until; at++)
        {
            var id = log.State.Order[at % Tasks];
            var characters = log.State.Tasks[id].Characters + 40;
            log.Add(new RunEvent.TaskWriting(id, characters, id));
            if (characters > 2_000 + (at % 7 * 100))
            {
                string[] problems = at % 5 == 0 ? ["It was cut."] : [];
                Usage usage = new() { Input = 2_000, Output = 500 };
                log.Add(new RunEvent.AnswerReceived(id, "anthropic", "a-model", characters, TimeSpan.FromSeconds(5), usage, new Money(12_345_678), problems)
                {
                    Call = Guid.CreateVersion7(),
                });
                log.Add(new RunEvent.TaskStarted(id, "anthropic", "a-model"));
            }
        }

        return until;
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same lines, drawn by Spectre.Console.</summary>
    sealed class SpectreView(IAnsiConsole terminal) : IRunView
    {
        public Task ShowAsync(RunLog log, Func<Task> work) => terminal.Live(new Text("")).AutoClear(true).StartAsync(async screen =>
        {
            var running = work();
            while (!running.IsCompleted)
            {
                Picture picture = new(new(log.State, log.Now), terminal.Profile.Width) { Money = _money };
                screen.UpdateTarget(new Rows(picture.Lines(terminal.Profile.Height - 1).Select(line => new Text(line.ToString()))));
                ((Frames)terminal.Profile.Out.Writer).Count++;
                await Task.WhenAny(running, Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System));
            }

            await running;
        });
    }

    /// <summary>A terminal that counts what it is told.</summary>
    sealed class Frames : TextWriter
    {
        public int Count { get; set; }

        public long Bytes { get; private set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => Bytes++;

        public override void Write(string? value)
        {
            Bytes += Encoding.UTF8.GetByteCount(value ?? "");
            Count += value?.StartsWith("\u001b[?2026h", StringComparison.Ordinal) == true ? 1 : 0;
        }
    }
}
