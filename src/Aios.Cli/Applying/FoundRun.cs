using Aios.Cli.Building;
using Aios.Cli.Runs;
using Aios.Workshop.Artifacts.Applying;

namespace Aios.Cli.Applying;

/// <summary>A run whose files go to a folder of the user's.</summary>
/// <param name="Standing">In the words of <see cref="RunStanding"/>.</param>
/// <param name="Output">The folder to which it was delivered.</param>
sealed record FoundRun(RunFolder Folder, string Standing, string? Output)
{
    /// <param name="named">As <see cref="RunLookup"/> understands it.</param>
    /// <exception cref="RunUnavailableException">There is no such run, or more than one.</exception>
    public static async Task<FoundRun> FindAsync(Home home, string named, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var runs = await OpenRuns.OpenAsync(home, clock, cancellationToken);
        var run = runs.Find(named);
        return new(new(home.RunFolder(run.Id)), RunStanding.Of(run), runs.Journal.StateOf(run.Id).Output);
    }
}
