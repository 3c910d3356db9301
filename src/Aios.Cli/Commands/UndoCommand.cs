using System.CommandLine;
using Aios.Cli.Applying;
using Aios.Cli.Building;
using Aios.Workshop.Artifacts.Applying;

namespace Aios.Cli.Commands;

/// <summary><c>aios undo</c>: brings back what was there before a run's files were last applied.</summary>
static class UndoCommand
{
    public static Command Create(TimeProvider clock)
    {
        Argument<string> run = new("run") { Description = RunLookup.Form };
        Option<bool> force = new("--force") { Description = "Also where you have changed something since; copies of that are kept" };
        Command command = new("undo", "Bring back what was there before a run's files were last applied") { run, force };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var found = await FoundRun.FindAsync(GlobalOptions.Home(parsed), parsed.GetRequiredValue(run), clock, cancellationToken);
            var plan = await new Handover(found.Folder, clock).UndoAsync(parsed.GetValue(force), cancellationToken);
            ReportFile.Forget(plan.Target, found.Folder.RunId);
            GlobalOptions.Output(parsed).Print(
                () => new() { ["run_id"] = found.Folder.RunId, ["target"] = plan.Target, ["copies"] = found.Folder.Applied, ["files"] = PlanView.ToJson(plan.Changes) },
                () => [$"{plan.Target} is as it was before", .. PlanView.Lines(plan.Changes), $"Copies of what was taken away are in {found.Folder.Applied}"]);
            return ExitCode.Done;
        });
        return command;
    }
}
