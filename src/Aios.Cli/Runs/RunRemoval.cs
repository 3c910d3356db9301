using Aios.Cli.Building;
using Aios.Llm.Spending;

namespace Aios.Cli.Runs;

/// <summary>Takes a run away with all that is kept of it, but for what it has cost.</summary>
/// <remarks>
/// Its folder is put aside by one renaming, then its rows go in one transaction, then what was put aside. A kill in between leaves a run that
/// can be removed again, or a folder put aside of a run that is gone, which goes with the next removal.
/// </remarks>
sealed class RunRemoval(OpenRuns runs, Home home)
{
    /// <exception cref="RunUnavailableException">A process is at work on it.</exception>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        using var taken = await runs.Journal.TakeAsync(id, cancellationToken)
            ?? throw new RunUnavailableException($"A process is at work on run {id}.", $"Ask it to stop first: aios runs stop {id}");
        var (folder, aside) = (home.RunFolder(id), home.RemovedFolder(id));
        Clear(aside); // of an earlier removal that did not come to its end, and was gone on with
        if (Directory.Exists(folder))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(aside)!); // it is below the home
            Directory.Move(folder, aside);
        }

        foreach (var budget in runs.Budgets.Budgets().Select(standing => standing.Budget).Where(budget => budget.Scope == Scope.Run(id) || budget.Scope.Name.StartsWith(Scope.Run(id, "").Name, StringComparison.Ordinal)))
        {
            await runs.Budgets.RemoveAsync(budget.Scope, budget.Window, cancellationToken); // its history stays
        }

        await runs.Journal.ForgetAsync(id, cancellationToken);
        Clear(aside);
    }

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
