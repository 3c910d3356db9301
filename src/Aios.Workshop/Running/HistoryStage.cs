using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Repositories;

namespace Aios.Workshop.Running;

/// <summary>Records what a run has accepted as commits, one for each task, in the order in which they were accepted.</summary>
/// <param name="git">Null where there is none: then nothing is recorded, and the run goes on all the same.</param>
sealed class HistoryStage(GitProgram? git, ArtifactFolder application, RunLog log)
{
    readonly List<TaskCommit> _commits = [];

    /// <summary>Keeps in mind what some tasks have written: what one has written another may change before it is recorded.</summary>
    public async Task NoteAsync(IReadOnlyCollection<string> tasks, CancellationToken cancellationToken)
    {
        foreach (var task in log.State.TasksInOrder.Where(task => tasks.Contains(task.Task.Id) && IsWritten(task)).OrderBy(task => task.Finished))
        {
            _commits.Add(await CommitOfAsync(task, cancellationToken));
        }
    }

    /// <summary>Records all that was noted, and is not recorded yet.</summary>
    public async Task RecordAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (git is null ? Task.CompletedTask : RecordAsync(git, cancellationToken));
        }
        catch (WorkspaceException exception)
        {
            log.Add(new RunEvent.HistoryNotKept($"{exception.Message} {exception.Hint}"));
        }
    }

    async Task RecordAsync(GitProgram git, CancellationToken cancellationToken)
    {
        using var workspace = await Workspace.OpenAsync(git, application.Root, log.State.RunId, cancellationToken);
        await workspace.CommitAsync(_commits, cancellationToken);
        await workspace.CommitRestAsync("Add what ships with the workflow", _commits.Select(commit => commit.At).DefaultIfEmpty(log.State.Started).Max(), cancellationToken);
    }

    static bool IsWritten(TaskState task) => task is { Progress: TaskProgress.Done, Finished: not null };

    async Task<TaskCommit> CommitOfAsync(TaskState task, CancellationToken cancellationToken)
    {
        List<AnsweredFile> files = [];
        foreach (var path in task.Files.Select(file => new ArtifactPath(file.Path)).Where(application.Has))
        {
            files.Add(new(path, await File.ReadAllTextAsync(Path.Combine(application.Root, path.Text), cancellationToken)));
        }

        return new()
        {
            Task = task.Task.Id,
            Specialist = task.Task.Specialist,
            Subject = $"{(task.Task.IsRepair ? "Repair" : "Write")} {string.Join(", ", task.Files.Select(file => file.Path))}{(task.Task.Repairs is { } checks ? $": {string.Join(", ", checks)}" : "")}",
            At = task.Finished ?? default, // IsWritten has looked
            Files = files,
            Model = task.Model is null ? null : $"{task.Provider}/{task.Model}",
        };
    }
}
