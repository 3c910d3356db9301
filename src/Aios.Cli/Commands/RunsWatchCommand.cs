using System.CommandLine;
using Aios.Cli.Display;
using Aios.Cli.Runs;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios runs watch</c>: a run that another process is at work on, as its own terminal shows it.</summary>
static class RunsWatchCommand
{
    public static Command Create(TimeProvider clock)
    {
        var named = RunsCommand.Run();
        Command command = new("watch", "Watch a run that another process is at work on; Ctrl-C leaves it alone") { named };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (home, output) = (GlobalOptions.Home(parsed), GlobalOptions.Output(parsed));
            await using var runs = await OpenRuns.OpenAsync(home, clock, cancellationToken);
            return await WatchAsync(runs, runs.Find(parsed.GetRequiredValue(named)), home, output, clock, cancellationToken);
        });
        return command;
    }

    /// <returns>That of the run; of one that was left by its process, that it can be gone on with.</returns>
    static async Task<int> WatchAsync(OpenRuns runs, RunRecord run, Home home, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        RunLog log = new(clock);
        RunPurse purse = new(runs.Ledger, runs.Budgets, run.Id, clock);
        await RunViews.For(output, clock, purse.Look).ShowAsync(log, () => new RunFollower(runs.Journal, runs.Calls, clock).FollowAsync(run.Id, log, cancellationToken));

        var left = runs.Find(run.Id);
        RunReport report = new(left, log.State, runs.Ledger.Entries(run.Id), home);
        var isInterrupted = RunStanding.Of(left) == RunStanding.Interrupted;
        output.Print(report.ToJson, () => Summary.Of(report.Report, output.Plain).TrimEnd().Split('\n'));
        if (isInterrupted)
        {
            output.Regret([$"Nobody is at work on run {run.Id} any more: it was interrupted. To go on: aios resume {run.Id}"]);
        }

        return isInterrupted ? ExitCode.Stopped : ExitCode.Of(log.State);
    }
}
