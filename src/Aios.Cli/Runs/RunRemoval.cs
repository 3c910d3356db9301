using Aios.Cli.Building;
using Aios.Llm.Spending;
using Aios.Workshop.Running;

namespace Aios.Cli.Runs;

/// <summary>Takes a run away with all that is kept of it, but for what it has cost.</summary>
/// <remarks>
/// Its folder is put aside by one renaming, then its rows go in one transaction, then what was put aside. A kill in between leaves a run that
/// can be removed again, or a folder put aside of a run that is gone, which goes with the next removal.
/// </remarks>
sealed class RunRemoval(OpenRuns runs, Home home)
{
    /// <param name="unfinished">Also if it could be gone on with.</param>
    /// <exception cref="RunUnavailableException">It is to stay.</exception>
    public async Task RemoveAsync(string id, bool unfinished, CancellationToken cancellationToken)
    {
        if (Objection(runs.Find(id), unfinished) is { } before)
        {
            throw before;
        }

        using var taken = await runs.Journal.TakeAsync(id, cancellationToken) ?? throw AtWork(id);
        if (Objection(runs.Find(id) with { IsOwned = false }, unfinished) is { } since) // from now on it cannot change any more
        {
            await taken.ReleaseAsync();
            throw since;
        }

        var (folder, aside) = (home.RunFolder(id), home.RemovedFolder(id));
        Clear(aside); // of an earlier removal that did not come to its end, and was gone on with
        if (Directory.Exists(folder))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(aside)!); // it is below the home
            Directory.Move(folder, aside);
        }

        await runs.Journal.ForgetAsync(id, cancellationToken); // before its budget: a run that can be gone on with keeps its limit
        foreach (var budget in runs.Budgets.Budgets().Select(standing => standing.Budget).Where(budget => budget.Scope == Scope.Run(id) || budget.Scope.Name.StartsWith(Scope.Run(id, "").Name, StringComparison.Ordinal)))
        {
            await runs.Budgets.RemoveAsync(budget.Scope, budget.Window, cancellationToken); // its history stays
        }

        Clear(aside);
    }

    /// <summary>Why a run cannot be removed as it stands; null where it can.</summary>
    /// <param name="unfinished">Also if it could be gone on with.</param>
    public static RunUnavailableException? Objection(RunRecord run, bool unfinished) => run switch
    {
        { Status: RunStatus.Running, IsOwned: true } => AtWork(run.Id),
        { Status: RunStatus.Running or RunStatus.Stopped } when !unfinished =>
            new($"Run {run.Id} is {RunStanding.Of(run)}: it could be gone on with.", $"Do that with aios resume {run.Id}, or remove it all the same with --force."),
        _ => null,
    };

    static RunUnavailableException AtWork(string id) => new($"A process is at work on run {id}.", $"Ask it to stop first: aios runs stop {id}");

    /// <summary>Brings to its end what a kill has left half removed.</summary>
    public void Sweep()
    {
        var all = Path.GetDirectoryName(home.RemovedFolder("-"));
        foreach (var aside in Directory.Exists(all) ? Directory.GetDirectories(all) : [])
        {
            var id = Path.GetFileName(aside);
            switch (runs.Journal.Find(id))
            {
                case null:
                    Clear(aside);
                    break;
                case { IsOwned: false } when !Directory.Exists(home.RunFolder(id)):
                    Directory.Move(aside, home.RunFolder(id)); // the run is still there, and it is the run's
                    break;
            }
        }
    }

    static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
