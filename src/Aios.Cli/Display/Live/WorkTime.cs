using Aios.Workshop.Running;

namespace Aios.Cli.Display.Live;

/// <summary>The time of a run without its pauses between processes, which would squash everything that matters.</summary>
/// <remarks>A state knows how long all of them were, not when: they are taken to be the longest times in which no task was at work.</remarks>
sealed class WorkTime
{
    readonly List<(DateTimeOffset From, TimeSpan Length)> _pauses = [];
    readonly DateTimeOffset _began;

    public WorkTime(RunState state, DateTimeOffset now)
    {
        _began = state.Started;
        Whole = now - state.Started - state.Idle;
        if (state.Idle <= TimeSpan.Zero)
        {
            return;
        }

        var left = state.Idle;
        foreach (var (from, length) in Gaps(state, now).OrderByDescending(gap => gap.Length).Take(state.Resumptions))
        {
            var cut = length < left ? length : left;
            _pauses.Add((from, cut));
            left -= cut;
        }
    }

    public TimeSpan Whole { get; }

    public TimeSpan At(DateTimeOffset moment)
    {
        var worked = moment - _began;
        foreach (var (from, length) in _pauses)
        {
            worked -= moment <= from ? TimeSpan.Zero : moment - from < length ? moment - from : length;
        }

        return worked;
    }

    static IEnumerable<(DateTimeOffset From, TimeSpan Length)> Gaps(RunState state, DateTimeOffset now)
    {
        var reached = state.Started;
        foreach (var task in state.Tasks.Values.Where(task => task.Started is not null).OrderBy(task => task.Started))
        {
            if (task.Started > reached)
            {
                yield return (reached, task.Started.Value - reached);
            }

            reached = (task.Finished ?? now) is var end && end > reached ? end : reached;
        }

        yield return (reached, now - reached);
    }
}
