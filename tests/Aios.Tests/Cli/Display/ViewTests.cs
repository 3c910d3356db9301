using Aios.Cli.Display;
using Aios.Workshop.Running;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console;
using Spectre.Console.Testing;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Display;

public sealed class ViewTests
{
    const string Escape = "\u001b[2J";

    [Fact]
    public async System.Threading.Tasks.Task The_plain_view_tells_what_happens_a_line_at_a_time()
    {
        Assert.Equal(
            """
                0.0s  run run-1: todo, workflow web-app
                0.0s  1 task(s) planned, 1 in all
                2.0s  cto plan: 100 characters by offline
                2.0s  3 task(s) planned, 4 in all
                3.0s  backend model: not usable: It was cut.
                6.0s  backend main: 100 characters by offline
                7.0s  backend model: 100 characters by offline
               10.0s  qa test: 100 characters by offline
               12.0s  check endpoints: passed

            """,
            await PlainAsync(verbose: false, [.. Run()]));
    }

    [Fact]
    public async System.Threading.Tasks.Task The_plain_view_tells_more_when_it_is_asked_to()
    {
        var told = await PlainAsync(verbose: true, (0, Started()), (0, Planned(Task("main", "backend"), Task("test", "qa", "main"))), (1, Begins("main")), (2, Failed("main", $"No{Escape}.")), (2, Skipped("test", "main")), (3, Checking("endpoints")), (4, Checked("endpoints", passed: false, $"{Escape}secret")));

        Assert.Equal(
            """
                0.0s  run run-1: todo, workflow web-app
                0.0s  2 task(s) planned, 2 in all
                1.0s  backend begins main (offline/generator)
                2.0s  backend main failed: No\u{1b}[2J.
                2.0s  qa test not begun: it needs main
                3.0s  check endpoints: Title of endpoints
                4.0s  check endpoints: NOT PASSED

            """,
            told);
    }

    [Fact]
    public async System.Threading.Tasks.Task The_plain_view_tells_who_is_asked_to_repair_what()
    {
        var told = await PlainAsync(verbose: false, (0, Started()), (4, Checked("endpoints", passed: false)), (4, Repairs(1, "main")), (9, new RunEvent.RepairEnded("The last answers have changed nothing.")));

        Assert.EndsWith(
            """
                4.0s  check endpoints: NOT PASSED
                4.0s  repair, round 1: backend is asked about main.txt (endpoints)
                9.0s  no further repair: The last answers have changed nothing.

            """,
            told,
            StringComparison.Ordinal);
    }

    [Fact]
    public async System.Threading.Tasks.Task The_plain_view_has_one_line_for_an_event_and_no_sign_that_has_to_be_seen()
    {
        var told = await PlainAsync(verbose: true, (0, Started()), (0, Planned(Task("main", "backend"))), (1, new RunEvent.RunResumed("2.0")), (1, Begins("main")), (2, Failed("main", "One\nand two.")));

        Assert.Equal(5, told.TrimEnd().Split('\n').Length);
        Assert.EndsWith("1.0s  taken up again by Aios 2.0: 0 of 1 task(s) are done\n    1.0s  backend begins main (offline/generator)\n    2.0s  backend main failed: One and two.\n", told, StringComparison.Ordinal);
        Assert.All(told, character => Assert.InRange(character, '\n', '~'));
    }

    [Fact]
    public async System.Threading.Tasks.Task The_live_view_draws_while_the_work_goes_on_and_leaves_nothing_behind()
    {
        using var console = new TestConsole().Width(80).Height(20);
        var clock = new FakeTimeProvider(Start);
        var log = new RunLog(clock);
        var work = new TaskCompletionSource();
        log.Add(Started());

        var showing = new LiveView(console, clock).ShowAsync(log, () => work.Task);
        log.Add(Planned(Task("main", "backend")));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        log.Add(Begins("main"));
        clock.Advance(TimeSpan.FromSeconds(0.1));
        work.SetResult();
        await showing;

        Assert.Contains("0 of 1 done, 0 working, 1 waiting", console.Output, StringComparison.Ordinal);
        Assert.Contains("0 of 1 done, 1 working, 0 waiting", console.Output, StringComparison.Ordinal);
        Assert.EndsWith("\u001b[J\u001b[?25h", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async System.Threading.Tasks.Task A_terminal_that_is_gone_does_not_end_the_work()
    {
        using GoneTerminal gone = new();
        var work = new TaskCompletionSource();

        var showing = new LiveView(AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(gone) }), new FakeTimeProvider()).ShowAsync(new(new FakeTimeProvider()), () => work.Task);

        Assert.False(showing.IsCompleted);
        work.SetResult();
        await showing;
    }

    sealed class GoneTerminal : StringWriter
    {
        public override void Write(string? value) => throw new IOException("It is gone.");
    }

    [Fact]
    public async System.Threading.Tasks.Task Every_event_is_a_line_of_JSON()
    {
        var output = new StringWriter();

        await ShowAsync(new JsonLinesView(output), [.. Run(), (14, Skipped("test", "main")), (14, Failed("test", Escape)), (15, new RunEvent.RunResumed("2.0"))]);

        var lines = output.ToString().TrimEnd().Split('\n').Select(line => System.Text.Json.JsonElement.Parse(line)).ToList();
        Assert.Equal(Run().Count() + 3, lines.Count);
        Assert.Equal("2026-01-02T03:04:05.0000000+00:00", lines[0].GetProperty("at").GetString());
        Assert.Equal(
            ["run_started", "tasks_planned", "task_started", "answer_received", "task_done", "check_started", "check_finished", "run_finished", "task_skipped", "task_failed", "run_resumed"],
            lines.Select(line => line.GetProperty("event").GetString()).Distinct());
        Assert.DoesNotContain('\u001b', output.ToString());
    }

    [Fact]
    public async System.Threading.Tasks.Task A_view_lets_the_work_s_failure_through()
    {
        foreach (var view in (IRunView[])[new QuietView(), new PlainView(TextWriter.Null, verbose: false), new JsonLinesView(TextWriter.Null), new LiveView(new TestConsole(), new FakeTimeProvider())])
        {
            await Assert.ThrowsAsync<FormatException>(() => view.ShowAsync(new(new FakeTimeProvider()), () => throw new FormatException()));
        }
    }

    static async System.Threading.Tasks.Task<string> PlainAsync(bool verbose, params (double, RunEvent)[] events)
    {
        var output = new StringWriter();
        await ShowAsync(new PlainView(output, verbose), events);
        return output.ToString();
    }

    static async System.Threading.Tasks.Task ShowAsync(IRunView view, IEnumerable<(double Second, RunEvent Happened)> events)
    {
        var clock = new FakeTimeProvider(Start);
        var log = new RunLog(clock);
        await view.ShowAsync(log, () =>
        {
            foreach (var (second, happened) in events)
            {
                clock.SetUtcNow(At(second));
                log.Add(happened);
            }

            return System.Threading.Tasks.Task.CompletedTask;
        });
    }
}
