using Aios.Workshop.Running;

namespace Aios.Workshop.Reporting;

/// <summary>What was sent to models in a run against the least that would have been enough.</summary>
/// <remarks>
/// Sent is every question with everything that came with it, as often as it was asked. The least is what the questions of accepted tasks are made of, each text once
/// for each specialist: guidelines, rules, slices of the contract, the files they depend on, and a task's own line. There are no repetitions in it, no complaints, nothing that was gone on with.
/// Whatever is in it was sent at least once, so it is never more.
/// </remarks>
static class ContextShare
{
    /// <returns>Null where nothing was sent of which that is known.</returns>
    public static ReportedContext? Of(IEnumerable<TaskState> tasks)
    {
        var its = tasks.Where(task => task.Sent > 0).ToList();
        var sent = its.Sum(task => task.Sent);
        var least = its.Where(task => task.Progress == TaskProgress.Done)
            .SelectMany(task => task.Told.Select(part => (task.Task.Specialist, Sum: part.Key, Tokens: (long)part.Value)))
            .DistinctBy(part => (part.Specialist, part.Sum))
            .Sum(part => part.Tokens);
        return sent == 0 ? null : new(sent, least, least > 0 ? Math.Round((double)sent / least, 3) : null);
    }
}
