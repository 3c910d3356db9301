using System.CommandLine;
using Aios.Cli.Building;
using Aios.Cli.Runs;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios runs stop</c>: asks whoever is at work on a run to come to rest.</summary>
static class RunsStopCommand
{
    public static Command Create(TimeProvider clock)
    {
        var named = RunsCommand.Run();
        Command command = new("stop", "Ask a run to come to rest: answers that are coming in are waited for, nothing further is asked") { named };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var runs = await OpenRuns.OpenAsync(GlobalOptions.Home(parsed), clock, cancellationToken);
            var run = await AskAsync(runs, parsed.GetRequiredValue(named), cancellationToken);
            GlobalOptions.Output(parsed).Print(
                () => new() { ["run_id"] = run.Id, ["asked"] = "stop" },
                () => [$"Run {run.Id} has been asked to stop. To see that it does: aios runs watch {run.Id}; to go on later: aios resume {run.Id}"]);
            return ExitCode.Done;
        });
        return command;
    }

    /// <exception cref="RunUnavailableException">Nobody is at work on it who could be asked.</exception>
    internal static async Task<RunRecord> AskAsync(OpenRuns runs, string named, CancellationToken cancellationToken)
    {
        var run = runs.Find(named);
        if (run is not { Status: RunStatus.Running, IsOwned: true })
        {
            throw run.Status == RunStatus.Running
                ? new RunUnavailableException($"Nobody is at work on run {run.Id}: it was interrupted.", $"To go on: aios resume {run.Id}")
                : new RunUnavailableException($"Run {run.Id} has ended: {RunStanding.Of(run)}.", $"See: aios runs show {run.Id}");
        }

        await runs.Journal.WishAsync(run.Id, new Wish.Halt(), cancellationToken);
        return run;
    }
}
