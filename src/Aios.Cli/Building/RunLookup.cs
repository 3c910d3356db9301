using Aios.Workshop.Running;

namespace Aios.Cli.Building;

/// <summary>Finds the run that a user means.</summary>
static class RunLookup
{
    /// <summary>Stands for the newest run.</summary>
    public const string Last = "last";

    /// <summary>How a run is named, in words.</summary>
    public const string Form = "The run: its id, as much of it as no other has, or last";

    const int Nearest = 3;

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

        var meant = named.Length == 0 ? [] : runs.FirstOrDefault(run => run.Id == named) is { } exact ? [exact]
            : runs.Where(run => run.Id.StartsWith(named, StringComparison.Ordinal) || run.Id.EndsWith(named, StringComparison.Ordinal)).ToList();
        return meant switch
        {
            [var only] => only,
            [] => throw new RunUnavailableException($"There is no run '{named}'.", $"The nearest: {string.Join(", ", NearestTo(named, runs))}. See: aios runs list"),
            _ => throw new RunUnavailableException($"'{named}' may be {string.Join(", ", meant.Take(5).Select(run => run.Id))}.", "Give more of its id."),
        };
    }

    /// <summary>Those of which most was typed right, from either end; else the newest.</summary>
    static IEnumerable<string> NearestTo(string named, IReadOnlyList<RunRecord> runs) =>
        runs.Select(run => run.Id).OrderByDescending(id => Math.Max(Alike(id, named), Alike(id.Reverse(), named.Reverse()))).Take(Nearest);

    static int Alike(IEnumerable<char> id, IEnumerable<char> named) => id.Zip(named).TakeWhile(pair => pair.First == pair.Second).Count();

    public static RunUnavailableException None() => new("There is no run yet.", "Begin one: aios build examples/todo.md");
}
