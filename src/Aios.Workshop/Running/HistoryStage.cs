using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Repositories;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>Records what a run has accepted as commits, one for each task, in the order in which they were accepted.</summary>
/// <param name="git">Null where there is none: then nothing is recorded, and the run goes on all the same.</param>
sealed class HistoryStage(GitProgram? git, ArtifactFolder application, RunLog log)
{
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
        var state = log.State;
        using var workspace = await Workspace.OpenAsync(git, application.Root, state.RunId, cancellationToken);
        List<TaskCommit> commits = [];
        foreach (var task in state.TasksInOrder.Where(IsWritten).OrderBy(task => task.Finished))
        {
            commits.Add(await CommitOfAsync(task, cancellationToken));
        }

        await workspace.CommitAsync(commits, cancellationToken);
        await workspace.CommitRestAsync("Add what ships with the workflow", state.TasksInOrder.Max(task => task.Finished) ?? state.Started, cancellationToken);
    }

    static bool IsWritten(TaskState task) => task is { Progress: TaskProgress.Done, Task.Specialist: not ContractTasks.Planner, Finished: not null };

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
            Subject = $"Write {string.Join(", ", task.Files.Select(file => file.Path))}",
            At = task.Finished ?? default, // IsWritten has looked
            Files = files,
            Model = task.Model is null ? null : $"{task.Provider}/{task.Model}",
        };
    }
}
