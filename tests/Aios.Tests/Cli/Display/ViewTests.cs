using Aios.Cli.Display;
using Aios.Workshop.Running;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Testing;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Display;

public sealed class ViewTests
{
    const string Escape = "\u001b[2J";

    [Fact]
    public void The_live_table_shows_who_does_what() => Assert.Equal(
        """
        todo · 1 of 4 tasks, contract in the making · $0.003 · 4.5 s
        ╭───────────────┬───────────┬─────────┬─────────────────────────┬───────────────────────┬─────────┬─────────┬──────────╮
        │ specialist    │ state     │ tasks   │ now writing             │ model                 │  tokens │    cost │  elapsed │
        ├───────────────┼───────────┼─────────┼─────────────────────────┼───────────────────────┼─────────┼─────────┼──────────┤
        │ cto           │ idle      │ 1/1     │                         │ offline/generator     │      15 │  $0.001 │    2.0 s │
        │ backend       │ busy      │ 0/2     │ main (0) and 1 more     │ offline/generator     │      15 │  $0.002 │    2.5 s │
        │ qa            │ waiting   │ 0/1     │                         │                       │       0 │   $0.00 │          │
        ╰───────────────┴───────────┴─────────┴─────────────────────────┴───────────────────────┴─────────┴─────────┴──────────╯
        """,
        Picture(Fold(Run().Take(10)), 4.5));

    [Fact]
    public void The_live_table_shows_the_checks()
    {
        var state = Fold((0, Started()), (1, Checking("endpoints")), (2, Checking("page")), (3, Checked("endpoints", passed: false)), (3, Checking("start")), (4, Checked("start", passed: true)));

        Assert.EndsWith("✗ endpoints  ✓ start  … page", Picture(state, 5), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_that_a_model_wrote_commands_the_terminal()
    {
        var state = Fold((0, Started()), (0, Planned(Task("main", "backend"))), (0, Begins("main")), (1, new RunEvent.TaskWriting("main", 3, $"a{Escape}[red]b.py")));

        var picture = Picture(state, 1);

        Assert.DoesNotContain('\u001b', picture);
        Assert.Contains("[red]b.py", picture, StringComparison.Ordinal);
    }

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
    public async System.Threading.Tasks.Task Every_event_is_a_line_of_JSON()
    {
        var output = new StringWriter();

        await ShowAsync(new JsonLinesView(output), [.. Run(), (14, Skipped("test", "main")), (14, Failed("test", Escape))]);

        var lines = output.ToString().TrimEnd().Split('\n').Select(line => System.Text.Json.JsonElement.Parse(line)).ToList();
        Assert.Equal(Run().Count() + 2, lines.Count);
        Assert.Equal("2026-01-02T03:04:05.0000000+00:00", lines[0].GetProperty("at").GetString());
        Assert.Equal(
            ["run_started", "tasks_planned", "task_started", "answer_received", "task_done", "check_started", "check_finished", "run_finished", "task_skipped", "task_failed"],
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

    static string Picture(RunState state, double second)
    {
        using var console = new TestConsole().Width(120);
        console.Write(LiveView.Picture(state, At(second)));
        return string.Join('\n', console.Output.TrimEnd().Split('\n').Select(line => line.TrimEnd()));
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
