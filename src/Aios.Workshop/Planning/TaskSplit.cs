using Aios.Workshop.Artifacts;

namespace Aios.Workshop.Planning;

/// <summary>What becomes of a task whose answer was cut again and again.</summary>
/// <remarks>
/// The simplest rule that is sound: of several files each becomes a task of its own; a single one is asked for in parts of so many lines,
/// which are joined by the same rules as an answer that was cut. A file is never taken for whole before its last part.
/// </remarks>
public abstract record TaskSplit
{
    /// <summary>How long a part should be: some two thousand tokens.</summary>
    public const int LinesPerPart = 150;

    /// <summary>Who needs more is not writing a file any more.</summary>
    public const int MostParts = 12;

    private protected TaskSplit()
    {
    }

    /// <param name="whole">The files that have come, which nobody writes again.</param>
    public static TaskSplit Of(WorkTask task, IEnumerable<ArtifactPath> whole) => task.Files.Except(whole).ToList() switch
    {
        [] => throw new ArgumentException("Nothing of the task is left to be split.", nameof(whole)),
        [var only] => new IntoParts(task.Files.Count == 1 ? task : Only(only, task)),
        var missing => new IntoFiles([.. missing.Select(path => Only(path, task))]),
    };

    /// <summary>As if the file had never been in a group: its id is its path, and it knows what the others of the group export.</summary>
    static WorkTask Only(ArtifactPath path, WorkTask task)
    {
        var others = task.Assignment.Files.Where(file => file.Path != path.Text && file.Exports.Count > 0).ToDictionary(file => file.Path, file => file.Exports);
        return task with
        {
            Id = path.Text,
            Files = [path],
            Weight = task.Weight / task.Files.Count,
            Assignment = task.Assignment with
            {
                Files = [.. task.Assignment.Files.Where(file => file.Path == path.Text)],
                Signatures = task.Assignment.Signatures.Concat(others.Where(pair => !task.Assignment.Signatures.ContainsKey(pair.Key))).ToDictionary(),
            },
        };
    }

    /// <summary>Tasks that can be done at the same time, and together are what is left of the one.</summary>
    public sealed record IntoFiles(IReadOnlyList<WorkTask> Tasks) : TaskSplit;

    /// <summary>One file, to be asked for in parts: <c>Continuation.Ask(LinesPerPart)</c>, at most <see cref="MostParts"/> times.</summary>
    public sealed record IntoParts(WorkTask Task) : TaskSplit;
}
