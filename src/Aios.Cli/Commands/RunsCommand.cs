using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Building;
using Aios.Cli.Display;
using Aios.Cli.Runs;

namespace Aios.Cli.Commands;

/// <summary><c>aios runs</c>: the runs of this installation, and what happens in them.</summary>
static class RunsCommand
{
    const int Usual = 20;

    public static Command Create(TimeProvider clock, Redactor redactor)
    {
        Command command = new("runs", "The runs there are: list, show, watch, logs, stop, approve, reject, export, remove")
        {
            List(clock), RunsShowCommand.Create(clock), RunsWatchCommand.Create(clock), RunsLogsCommand.Create(clock), RunsStopCommand.Create(clock),
            ApprovalCommands.Approve(clock, redactor), ApprovalCommands.Reject(clock, redactor), ReplayCommand.Export(clock, redactor), RunsRemoveCommand.Create(clock),
        };
        command.SetAction((parsed, cancellationToken) => ListAsync(GlobalOptions.Home(parsed), [], Usual, GlobalOptions.Output(parsed), clock, cancellationToken));
        return command;
    }

    /// <summary>The run that a command is about.</summary>
    public static Argument<string> Run() => new("run") { Description = RunLookup.Form, DefaultValueFactory = _ => RunLookup.Last };

    static Command List(TimeProvider clock)
    {
        Option<string[]> status = new("--status") { Description = $"Only runs that are {string.Join(", ", RunStanding.All)}; may be given more than once", HelpName = "STATUS" };
        Option<int> limit = new("--limit") { Description = "The newest so many", HelpName = "N", DefaultValueFactory = _ => Usual };
        Command command = new("list", "The newest runs, with what they came to and cost") { status, limit };
        command.SetAction((parsed, cancellationToken) =>
        {
            var wanted = parsed.GetValue(status) ?? [];
            string[] mistakes =
            [
                .. wanted.Except(RunStanding.All).Select(word => $"--status takes one of {string.Join(", ", RunStanding.All)}, which '{word}' is not."),
                .. parsed.Mistakes(limit, value => value is >= 1 and <= 1_000_000, "a number from 1 to 1000000"),
            ];
            return mistakes.Length > 0
                ? throw new UsageException(mistakes)
                : ListAsync(GlobalOptions.Home(parsed), wanted, parsed.GetValue(limit), GlobalOptions.Output(parsed), clock, cancellationToken);
        });
        return command;
    }

    static async Task<int> ListAsync(Home home, string[] statuses, int limit, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var runs = await OpenRuns.FindAsync(home, clock, cancellationToken);
        List<RunRow> rows = [];
        foreach (var run in runs?.Journal.List().Where(run => statuses.Length == 0 || statuses.Contains(RunStanding.Of(run))).Take(limit) ?? [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(new(run, runs!.Journal.StateOf(run.Id), runs.Ledger.SpendingOf(run.Id), clock.GetUtcNow())); // it is of these
        }

        output.Print(
            () => new() { ["runs"] = new JsonArray([.. rows.Select(row => row.ToJson())]) },
            () => rows.Count == 0 ? [statuses.Length == 0 ? "There is no run yet. Begin one: aios build examples/todo.md" : "There is no such run."]
                : output.Plain ? rows.Select(row => row.Sentence)
                : Columns.Of(RunRow.Head, [.. rows.Select(row => row.Cells)]));
        return ExitCode.Done;
    }
}
