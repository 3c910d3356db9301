using Aios.Workshop.Running;

namespace Aios.Workshop.Reporting;

/// <summary>How long the answers of a run took, alone and together.</summary>
public sealed class Timing(RunState state)
{
    readonly Dictionary<string, TimeSpan> _finishedAt = [];

    public TimeSpan Sequential { get; } = Sum(state.Tasks.Values.Select(task => task.Took));

    /// <summary>From the beginning of the first answer to the end of the last, but for the time when no process was at work. Repairs come after the checks and are no part of it.</summary>
    public TimeSpan Makespan { get; } =
        (Written(state).Min(task => task.Started), Written(state).Max(task => task.Finished)) is ({ } began, { } ended) ? ended - began - state.IdleBetween(began, ended) : TimeSpan.Zero;

    /// <summary>The longest chain of tasks that need each other, each taking as long as it took: no order of doing them could have been faster.</summary>
    public TimeSpan CriticalPath => state.Order.Where(id => !state.Tasks[id].Task.IsRepair).Select(PathTo).DefaultIfEmpty().Max();

    /// <summary>Of all answers, also those that could not be used.</summary>
    public IReadOnlyList<TimeSpan> Answers { get; } = [.. state.Tasks.Values.SelectMany(task => task.Answers).Order()];

    /// <summary>The time within which that share of the answers came.</summary>
    /// <param name="share">From 0 to 1; by the nearest rank.</param>
    public TimeSpan Percentile(double share) =>
        Answers.Count == 0 ? TimeSpan.Zero : Answers[Math.Max(0, (int)Math.Ceiling(share * Answers.Count) - 1)];

    static IEnumerable<TaskState> Written(RunState state) => state.Tasks.Values.Where(task => !task.Task.IsRepair);

    TimeSpan PathTo(string id)
    {
        if (!_finishedAt.TryGetValue(id, out var path))
        {
            var task = state.Tasks[id];
            path = task.Took + task.Task.Needs.Where(state.Tasks.ContainsKey).Select(PathTo).DefaultIfEmpty().Max();
            _finishedAt[id] = path;
        }

        return path;
    }

    static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);
}
