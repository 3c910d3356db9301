using Aios.Cli.Runs;
using Aios.Workshop.Artifacts.Applying;

namespace Aios.Cli.Applying;

/// <summary>The folder of the user's that a command is about.</summary>
static class UserTarget
{
    /// <param name="named">On the command line.</param>
    /// <exception cref="UsageException">Nobody has named one yet.</exception>
    public static string Of(FoundRun run, Handover handover, string? named) =>
        named ?? handover.LastTarget ?? run.Output
        ?? throw new UsageException([$"Run {run.Folder.RunId} has not been delivered anywhere. Name a folder for it."]);

    /// <exception cref="UsageException">A pattern means none of the files.</exception>
    public static PathChoice Only(ApplyPlan all, IReadOnlyList<string> patterns)
    {
        PathChoice only = new(patterns);
        var idle = only.Idle([.. all.Changes.Select(change => change.Path)]).ToList();
        return idle.Count == 0 ? only : throw new UsageException([.. idle.Select(pattern => $"--only {pattern} is no file of this run. Patterns are as in src/**/*.js; a folder means all that is in it.")]);
    }

    /// <summary>What whoever takes the files should know.</summary>
    public static IEnumerable<string> Warnings(FoundRun run) => run.Standing switch
    {
        "verified" => [],
        "running" or RunStanding.Interrupted => [$"Run {run.Folder.RunId} has not ended: files may be missing."],
        _ => [$"Run {run.Folder.RunId} is {run.Standing}: not all of its checks have passed."],
    };
}
