using Aios.Llm.Spending;
using Aios.Workshop.Running;

namespace Aios.Cli.Display.Live;

/// <summary>What a picture of a run shows, counted in one pass over its tasks.</summary>
sealed class Glance
{
    readonly Dictionary<string, SpecialistGlance> _specialists;

    public Glance(RunState state, DateTimeOffset now)
    {
        (State, Now) = (state, now);
        _specialists = state.Specialists.ToDictionary(name => name, name => new SpecialistGlance(name));
        List<TaskState> working = [], troubled = [];
        foreach (var task in state.Tasks.Values.OrderBy(task => task.Started).ThenBy(task => task.Task.Id, StringComparer.Ordinal)) // or two pictures of one moment would differ
        {
            var its = Of(task.Task.Specialist);
            its.Add(task);
            Counts[(int)task.Progress]++;
            (Input, Output) = (Input + task.Usage.TotalInput, Output + task.Usage.Output);
            Cost += task.Cost;
            if (task.Progress == TaskProgress.Working)
            {
                working.Add(task);
            }

            if (task is { Problem: not null, Progress: not (TaskProgress.Skipped or TaskProgress.Done) })
            {
                troubled.Add(task);
            }
        }

        Working = working;
        Troubled = [.. troubled.OrderByDescending(task => task.Finished ?? task.Started).ThenBy(task => task.Task.Id, StringComparer.Ordinal)];
        Ahead = new(state);
    }

    public RunState State { get; }

    public DateTimeOffset Now { get; }

    public IReadOnlyCollection<SpecialistGlance> Specialists => _specialists.Values;

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<TaskState> Working { get; }

    /// <summary>Failed, or answered in a way that could not be used; the newest first.</summary>
    public IReadOnlyList<TaskState> Troubled { get; }

    public RemainingPath Ahead { get; }

    public long Input { get; }

    public long Output { get; }

    /// <summary>Null when that of an answer is unknown.</summary>
    public Money? Cost { get; } = Money.Zero;

    public TimeSpan Elapsed => Now - State.Started - State.Idle;

    public int Count(TaskProgress progress) => Counts[(int)progress];

    int[] Counts { get; } = new int[Enum.GetValues<TaskProgress>().Length];

    SpecialistGlance Of(string name) => _specialists.TryGetValue(name, out var known) ? known : _specialists[name] = new(name);
}
