using Aios.Workshop.Running;

namespace Aios.Cli.Display.Live;

/// <summary>The longest chain of tasks that are still to be done, each needing the one before it: it takes at least as long as these.</summary>
sealed class RemainingPath
{
    readonly Dictionary<string, (int Length, string? Next)> _lengths = [];

    public RemainingPath(RunState state)
    {
        var last = state.Order.Select(id => (Id: id, Length: LengthTo(id, state))).Where(each => each.Length > 0).OrderByDescending(each => each.Length).FirstOrDefault();
        List<string> tasks = [];
        for (var id = last.Id; id is not null; id = _lengths[id].Next)
        {
            tasks.Add(id);
        }

        tasks.Reverse();
        Tasks = tasks;
    }

    /// <summary>In the order in which they can be done.</summary>
    public IReadOnlyList<string> Tasks { get; }

    /// <remarks>Of tasks that need each other no run is made; that they are noted before they are known only makes this end.</remarks>
    int LengthTo(string id, RunState state)
    {
        if (_lengths.TryGetValue(id, out var known))
        {
            return known.Length;
        }

        var task = state.Tasks[id];
        if (task.Progress is not (TaskProgress.Waiting or TaskProgress.Working))
        {
            return 0;
        }

        _lengths[id] = (0, null);
        var (longest, before) = (0, (string?)null);
        foreach (var need in task.Task.Needs)
        {
            if (state.Tasks.ContainsKey(need) && LengthTo(need, state) is var length && length > longest)
            {
                (longest, before) = (length, need);
            }
        }

        _lengths[id] = (longest + 1, before);
        return longest + 1;
    }
}
