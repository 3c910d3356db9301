using System.CommandLine;
using System.Globalization;
using Aios.Cli.Building;
using Aios.Cli.Display;
using Aios.Cli.Runs;
using Aios.Workshop.Running;

namespace Aios.Cli.Commands;

/// <summary><c>aios runs logs</c>: everything that happened in a run, in order, with its time.</summary>
static class RunsLogsCommand
{
    public static Command Create(TimeProvider clock)
    {
        var named = RunsCommand.Run();
        Option<bool> follow = new("--follow") { Description = "Go on until the run ends" };
        Option<string?> task = new("--task") { Description = "Only what happened to this task", HelpName = "TASK" };
        Command command = new("logs", "Everything that happened in a run, line by line") { named, follow, task };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var runs = await OpenRuns.OpenAsync(GlobalOptions.Home(parsed), clock, cancellationToken);
            var run = runs.Find(parsed.GetRequiredValue(named));
            await TellAsync(runs, run, parsed.GetValue(task), parsed.GetValue(follow), GlobalOptions.Output(parsed), clock, cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    static async Task TellAsync(OpenRuns runs, RunRecord run, string? task, bool follow, Output output, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (task is not null && !follow && !runs.Journal.StateOf(run.Id).Tasks.ContainsKey(task))
        {
            throw new RunUnavailableException($"Run {run.Id} has no task '{task}'.", $"See: aios runs show {run.Id} --verbose");
        }

        RunLog log = new(clock);
        log.Follow((happened, at) =>
        {
            if (happened is not RunEvent.TaskWriting && (task is null || IsOf(happened, task)))
            {
                output.Data.WriteLine(output.Json || output.JsonLines ? EventJson.Of(happened, at).ToJsonString() : Line(happened, at, log.State));
            }
        });
        if (follow)
        {
            await new RunFollower(runs.Journal, runs.Calls, clock).FollowAsync(run.Id, log, cancellationToken);
            return;
        }

        foreach (var happened in runs.Journal.Events(run.Id))
        {
            log.Add(happened);
        }
    }

    static string Line(RunEvent happened, DateTimeOffset at, RunState state) =>
        Cells.Line($"{at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture)}Z  {EventLine.Of(happened, state)}");

    static bool IsOf(RunEvent happened, string task) => happened switch
    {
        RunEvent.TasksPlanned planned => planned.Tasks.Any(its => its.Id == task),
        RunEvent.RepairPlanned planned => planned.Repairs.Any(its => its.Id == task || its.Files.Contains(task)),
        RunEvent.TaskStarted its => its.Task == task,
        RunEvent.AnswerReceived its => its.Task == task,
        RunEvent.TaskDone its => its.Task == task,
        RunEvent.TaskFailed its => its.Task == task,
        RunEvent.TaskSkipped its => its.Task == task,
        _ => false,
    };
}
