using System.Globalization;
using Aios.Llm.Spending;
using Aios.Workshop.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Aios.Cli.Display;

/// <summary>A table of the specialists that is drawn anew while the run goes on.</summary>
public sealed class LiveView(IAnsiConsole terminal, TimeProvider clock) : IRunView
{
    static readonly TimeSpan _frame = TimeSpan.FromMilliseconds(100);

    public Task ShowAsync(RunLog log, Func<Task> work) =>
        terminal.Live(new Text("")).AutoClear(true).StartAsync(async screen =>
        {
            var running = work();
            while (!running.IsCompleted)
            {
                screen.UpdateTarget(Picture(log.State, log.Now));
                await Task.WhenAny(running, Task.Delay(_frame, clock, CancellationToken.None));
            }

            await running;
        });

    /// <summary>How the run looks at a moment.</summary>
    public static IRenderable Picture(RunState state, DateTimeOffset now)
    {
        var table = new Table().Border(TableBorder.Rounded).Expand();
        table.AddColumns("specialist", "state", "tasks", "now writing", "model");
        foreach (var heading in (string[])["tokens", "cost", "elapsed"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (var specialist in state.Specialists)
        {
            table.AddRow(Row(specialist, state, now));
        }

        var headline = new Text(string.Create(
            CultureInfo.InvariantCulture, $"{TerminalText.Safe(state.Brief)} · {Progress(state)} · {state.Cost?.ToString() ?? "cost unknown"} · {(now - state.Started).TotalSeconds:0.0} s"));
        return new Rows(headline, table, Checks(state));
    }

    static string Progress(RunState state) =>
        $"{state.Tasks.Values.Count(task => task.Progress == TaskProgress.Done)} of {state.Tasks.Count} tasks"
        + (state.Contract is null ? ", contract in the making" : "");

    static IRenderable[] Row(string specialist, RunState state, DateTimeOffset now)
    {
        var its = state.TasksInOrder.Where(task => task.Task.Specialist == specialist).ToList();
        var working = its.Where(task => task.Progress == TaskProgress.Working).OrderBy(task => task.Started).ToList();
        var began = its.Min(task => task.Started);
        var ended = working.Count > 0 ? now : its.Max(task => task.Finished) ?? now;
        var cost = its.Aggregate((Money?)Money.Zero, (sum, task) => sum + task.Cost);
        return
        [
            new Text(specialist, new Style(decoration: Decoration.Bold)),
            State(state.StateOf(specialist)),
            new Text($"{its.Count(task => task.Progress == TaskProgress.Done)}/{its.Count}"),
            new Text(Now(working)).Overflow(Overflow.Ellipsis),
            new Text(its.Select(task => task.Model is null ? null : $"{task.Provider}/{task.Model}").LastOrDefault(model => model is not null) ?? ""),
            new Text(its.Sum(task => task.Usage.Input + task.Usage.Output).ToString(CultureInfo.InvariantCulture)),
            new Text(cost?.ToString() ?? "unknown"),
            new Text(began is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{(ended - began.Value).TotalSeconds:0.0} s")),
        ];
    }

    static string Now(List<TaskState> working) => working switch
    {
        [] => "",
        [var only] => TerminalText.Safe($"{only.Writing ?? only.Task.Id} ({only.Characters})"),
        [var first, ..] => TerminalText.Safe($"{first.Writing ?? first.Task.Id} ({first.Characters}) and {working.Count - 1} more"),
    };

    static Text State(SpecialistState state) => state switch
    {
        SpecialistState.Busy => new("busy", new Style(Color.Green)),
        SpecialistState.Waiting => new("waiting", new Style(Color.Yellow)),
        SpecialistState.Failed => new("failed", new Style(Color.Red)),
        _ => new("idle", new Style(Color.Grey)),
    };

    static Text Checks(RunState state)
    {
        if (state.Verdicts.Count == 0 && state.Checking.Count == 0)
        {
            return new("");
        }

        var done = state.Verdicts.Select(verdict => $"{(verdict.Passed ? "✓" : "✗")} {verdict.Name}");
        return new(string.Join("  ", done.Concat(state.Checking.Select(check => $"… {check}"))));
    }
}
