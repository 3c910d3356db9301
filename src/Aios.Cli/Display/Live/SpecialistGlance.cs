using Aios.Llm.Spending;
using Aios.Workshop.Running;

namespace Aios.Cli.Display.Live;

/// <summary>A specialist's tasks, counted.</summary>
sealed class SpecialistGlance(string name)
{
    readonly List<TaskState> _working = [];
    readonly List<(DateTimeOffset From, DateTimeOffset? To)> _spans = [];
    int _waiting;

    public string Name => name;

    public int Tasks { get; private set; }

    public int Done { get; private set; }

    public int Failed { get; private set; }

    public long Tokens { get; private set; }

    /// <summary>Null when that of an answer is unknown.</summary>
    public Money? Cost { get; private set; } = Money.Zero;

    /// <summary>Whom it asks, or has asked last.</summary>
    public string Model { get; private set; } = "";

    public IReadOnlyList<TaskState> Working => _working;

    /// <summary>When it was at work; without an end where it still is.</summary>
    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset? To)> Spans => _spans;

    /// <summary>In a word, so that nobody needs the colour.</summary>
    public string State => (_working.Count, Failed, _waiting, Tasks) switch
    {
        ( > 0 and var count, _, _, _) => $"busy {count}",
        (_, > 0 and var count, _, _) => $"failed {count}",
        (_, _, > 0, _) => "waiting",
        (_, _, _, 0) => "idle",
        _ => "done",
    };

    public Tone Tone => (_working.Count, Failed, _waiting, Tasks) switch
    {
        ( > 0, _, _, _) => Tone.Busy,
        (_, > 0, _, _) => Tone.Bad,
        (_, _, > 0, _) => Tone.Waiting,
        (_, _, _, 0) => Tone.Faint,
        _ => Tone.Good,
    };

    public void Add(TaskState task)
    {
        Tasks++;
        Done += task.Progress == TaskProgress.Done ? 1 : 0;
        Failed += task.Progress == TaskProgress.Failed ? 1 : 0;
        _waiting += task.Progress == TaskProgress.Waiting ? 1 : 0;
        Tokens += task.Usage.TotalInput + task.Usage.Output;
        Cost += task.Cost;
        if (task.Progress == TaskProgress.Working)
        {
            _working.Add(task);
        }

        if (task.Model is not null && (Model.Length == 0 || task.Progress == TaskProgress.Working))
        {
            Model = $"{task.Provider}/{task.Model}";
        }

        if (task is { Started: { } from, Progress: not TaskProgress.Skipped })
        {
            _spans.Add((from, task.Finished));
        }
    }
}
