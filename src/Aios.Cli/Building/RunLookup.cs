using Aios.Workshop.Running;

namespace Aios.Cli.Building;

/// <summary>Finds the run that a user means.</summary>
static class RunLookup
{
    /// <summary>Stands for the newest run.</summary>
    public const string Last = "last";

    /// <param name="named">An id, the beginning or the end of one that no other has, or <see cref="Last"/>.</param>
    /// <param name="runs">The newest first.</param>
    /// <exception cref="RunUnavailableException">There is none, or more than one.</exception>
    public static RunRecord Find(string named, IReadOnlyList<RunRecord> runs)
    {
        if (runs.Count == 0)
        {
            throw None();
        }

        if (named == Last)
        {
            return runs[0];
        }

        var meant = runs.FirstOrDefault(run => run.Id == named) is { } exact ? [exact]
            : runs.Where(run => run.Id.StartsWith(named, StringComparison.Ordinal) || run.Id.EndsWith(named, StringComparison.Ordinal)).ToList();
        return meant switch
        {
            [var only] => only,
            [] => throw new RunUnavailableException($"There is no run '{named}'.", "See: aios runs list"),
            _ => throw new RunUnavailableException($"'{named}' may be {string.Join(", ", meant.Take(5).Select(run => run.Id))}.", "Give more of its id."),
        };
    }

    public static RunUnavailableException None() => new("There is no run yet.", "Begin one: aios build examples/todo.md");
}
