using System.CommandLine;
using Aios.Cli.Runs;

namespace Aios.Cli.Commands;

/// <summary><c>aios runs show</c>: what a run came to, or has come to so far.</summary>
static class RunsShowCommand
{
    public static Command Create(TimeProvider clock)
    {
        var named = RunsCommand.Run();
        Command command = new("show", "What a run came to: checks, files, cost, and every call (--json: all of it)") { named };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (home, output) = (GlobalOptions.Home(parsed), GlobalOptions.Output(parsed));
            await using var runs = await OpenRuns.OpenAsync(home, clock, cancellationToken);
            var run = runs.Find(parsed.GetRequiredValue(named));
            RunReport report = new(run, runs.Journal.StateOf(run.Id), runs.Ledger.Entries(run.Id), home);
            output.Print(report.ToJson, () => report.Lines(output.Plain, output.Verbose));
            return ExitCode.Done;
        });
        return command;
    }
}
