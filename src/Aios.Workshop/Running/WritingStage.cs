using Aios.Workshop.Estimating;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>Has the files of a contract written, each as soon as what it needs is there.</summary>
sealed class WritingStage(TaskRunner runner, TaskTimes times, RunLog log, RunControl control, int slots)
{
    /// <param name="done">The ids of the tasks that were done before.</param>
    /// <param name="repairs">The ids of those that were done behind them, and still are of use.</param>
    public async Task WriteAsync(IReadOnlyList<WorkTask> tasks, IReadOnlyList<string> done, IEnumerable<string> repairs, CancellationToken cancellationToken)
    {
        var planned = tasks.Select(task => task.Id).Concat(done).Concat(repairs).ToHashSet();
        log.Add(new RunEvent.TasksDropped([.. log.State.Order.Where(id => !planned.Contains(id))]));
        log.Add(RunEvent.TasksPlanned.Of(tasks));
        var graph = new TaskGraph<WorkTask>(times.Weigh(tasks, log.State.RunId), task => task.Id, task => [.. task.Needs.Except(done)], task => task.Weight);
        await Scheduler.RunAsync(
            graph,
            slots,
            async (task, token) => await runner.RunAsync(task, _ => [], [], token) is { Cannot: null },
            (task, because) => log.Add(new RunEvent.TaskSkipped(task.Id, because.Id)),
            cancellationToken,
            control.Draining);
    }
}
