using System.CommandLine;
using System.Text.Json.Nodes;
using Aios.Cli.Applying;
using Aios.Cli.Building;
using Aios.Workshop.Artifacts.Applying;
using Aios.Workshop.Artifacts.Repositories;

namespace Aios.Cli.Commands;

/// <summary><c>aios apply</c>: brings a run's files, or its branch, to where the user wants them.</summary>
static class ApplyCommand
{
    static readonly Argument<string> _run = new("run") { Description = RunLookup.Form };
    static readonly Option<string?> _to = new("--to") { Description = "The folder (default: where the run was delivered or applied last)", HelpName = "DIR" };
    static readonly Option<string[]> _only = new("--only") { Description = "Only these files, folders or patterns; may be given several times", HelpName = "PATH" };
    static readonly Option<bool> _force = new("--force") { Description = "Also replace what you have changed or Aios has not written; copies are kept for aios undo" };
    static readonly Option<string?> _branch = new("--branch") { Description = "Bring the run's history into the repository there as a branch (default name: aios/RUN), and write no files", Arity = ArgumentArity.ZeroOrOne, HelpName = "NAME" };
    static readonly Option<bool> _dryRun = new("--dry-run") { Description = "Say what would be done" };

    public static Command Create(TimeProvider clock)
    {
        Command command = new("apply", "Bring a run's files to your folder, all or some, and never over your own changes") { _run, _to, _only, _force, _branch, _dryRun };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var run = await FoundRun.FindAsync(GlobalOptions.Home(parsed), parsed.GetRequiredValue(_run), clock, cancellationToken);
            GlobalOptions.Output(parsed).Warn(UserTarget.Warnings(run));
            return await (parsed.GetResult(_branch) is null ? FilesAsync(parsed, run, clock, cancellationToken) : BranchAsync(parsed, run, clock, cancellationToken));
        });
        return command;
    }

    static async Task<int> FilesAsync(ParseResult parsed, FoundRun run, TimeProvider clock, CancellationToken cancellationToken)
    {
        Handover handover = new(run.Folder, clock);
        var target = UserTarget.Of(run, handover, parsed.GetValue(_to));
        var only = UserTarget.Only(handover.Plan(target, PathChoice.Everything, force: true), parsed.GetValue(_only) ?? []);
        var (force, dry) = (parsed.GetValue(_force), parsed.GetValue(_dryRun));
        var plan = dry ? handover.Plan(target, only, force) : await handover.ApplyAsync(target, only, force, cancellationToken);
        GlobalOptions.Output(parsed).Print(
            () => new() { ["run_id"] = run.Folder.RunId, ["target"] = plan.Target, ["applied"] = !dry, ["files"] = PlanView.ToJson(plan.Changes) },
            () => [$"{(dry ? "Would apply" : "Applied")} {plan.Doing.Count()} changes to {plan.Target}", .. PlanView.Lines(plan.Changes), .. dry || !plan.Doing.Any() ? (string[])[] : [$"To take it back: aios undo {run.Folder.RunId}"]]);
        return dry && plan.Conflicts.Any() ? ExitCode.WrongUsage : ExitCode.Done;
    }

    static async Task<int> BranchAsync(ParseResult parsed, FoundRun run, TimeProvider clock, CancellationToken cancellationToken)
    {
        string?[] mistakes =
        [
            parsed.GetValue(_only) is { Length: > 0 } ? "--only goes with files; --branch brings the whole history." : null,
            parsed.GetValue(_dryRun) ? "--dry-run goes with files, not with --branch." : null,
        ];
        if (mistakes.OfType<string>().ToList() is { Count: > 0 } wrong)
        {
            throw new UsageException(wrong);
        }

        if (!Directory.Exists(run.Folder.Application))
        {
            throw new UsageException([$"Run {run.Folder.RunId} has made no files."]);
        }

        var git = GitProgram.Find(Environment.GetEnvironmentVariable("PATH") ?? "");
        using var workspace = await Workspace.OpenAsync(git, run.Folder.Application, run.Folder.RunId, cancellationToken);
        await workspace.CommitRestAsync("Add what no task has written", clock.GetUtcNow(), cancellationToken);
        var repository = await UserRepository.FindAsync(git, parsed.GetValue(_to) ?? Directory.GetCurrentDirectory(), cancellationToken);
        var brought = await repository.BringAsync(workspace, parsed.GetValue(_branch) ?? workspace.Branch, parsed.GetValue(_force), cancellationToken);
        GlobalOptions.Output(parsed).Print(
            () => new JsonObject { ["run_id"] = run.Folder.RunId, ["branch"] = brought.Branch, ["commit"] = brought.Commit, ["previous"] = brought.Previous },
            () =>
            [
                brought.Previous is null ? $"The branch {brought.Branch} is new, at {brought.Commit[..12]}."
                : brought.Previous == brought.Commit ? $"The branch {brought.Branch} is at {brought.Commit[..12]} already."
                : $"The branch {brought.Branch} is at {brought.Commit[..12]}; it was at {brought.Previous[..12]}.",
                $"Look at it with: git log {brought.Branch}",
            ]);
        return ExitCode.Done;
    }
}
