using System.Threading.Channels;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;

namespace Aios.Tests.Workshop.Running;

/// <summary>A task on virtual time.</summary>
sealed record VirtualTask(string Id, IReadOnlyList<string> Needs, double Seconds);

/// <summary>Lets the scheduler run a graph on virtual time: a task ends when the clock, which only this moves, has come to its end.</summary>
/// <remarks>After each end it waits until as many tasks run as could; a scheduler that starts fewer makes it wait for ever, which the test's time limit ends.</remarks>
sealed class VirtualRun(IReadOnlyList<VirtualTask> tasks, int slots)
{
    readonly Channel<Running> _begun = Channel.CreateUnbounded<Running>();
    readonly Dictionary<string, Running> _running = [];
    readonly HashSet<string> _done = [];
    readonly HashSet<string> _lost = [];

    /// <summary>The tasks that will say that they failed.</summary>
    public IReadOnlySet<string> Failing { get; init; } = new HashSet<string>();

    /// <summary>How long the scheduler believes that a task takes.</summary>
    public Func<VirtualTask, double> Weight { get; init; } = task => task.Seconds;

    public double Makespan { get; private set; }

    public int MostAtOnce { get; private set; }

    /// <summary>In the order in which they began, with the tasks that were done by then.</summary>
    public List<(string Id, IReadOnlySet<string> Done)> Begun { get; } = [];

    /// <summary>Which was skipped, and for which failed one.</summary>
    public List<(string Id, string Because)> Skipped { get; } = [];

    public static TaskGraph<VirtualTask> GraphOf(IEnumerable<VirtualTask> tasks) => new(tasks, task => task.Id, task => task.Needs, task => task.Seconds);

    /// <summary>No order of doing the tasks can take less.</summary>
    public double CriticalPath => GraphOf(tasks).Nodes.Max(node => node.RemainingPath);

    public double Bound => Math.Max(CriticalPath, tasks.Sum(task => task.Seconds) / slots);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var run = Scheduler.RunAsync(new TaskGraph<VirtualTask>(tasks, task => task.Id, task => task.Needs, Weight), slots, BeginAsync, (task, because) => Skipped.Add((task.Id, because.Id)), cancellationToken);
        while (_done.Count + _lost.Count < tasks.Count)
        {
            await WaitForBeginningsAsync(run, cancellationToken);
            var next = _running.Values.MinBy(running => running.EndsAt) ?? throw new InvalidOperationException("Nothing runs.");
            Makespan = next.EndsAt;
            End(next);
        }

        await run.WaitAsync(cancellationToken);
    }

    async Task<bool> BeginAsync(VirtualTask task, CancellationToken cancellationToken)
    {
        var running = new Running(task);
        await _begun.Writer.WriteAsync(running, cancellationToken);
        return await running.End.Task;
    }

    async Task WaitForBeginningsAsync(Task run, CancellationToken cancellationToken)
    {
        var possible = tasks.Count(task => !_done.Contains(task.Id) && !_lost.Contains(task.Id) && task.Needs.All(_done.Contains));
        while (_running.Count < Math.Min(slots, possible))
        {
            var begun = _begun.Reader.ReadAsync(cancellationToken).AsTask();
            await (await Task.WhenAny(begun, run)); // a run that has ended begins nothing more: it threw
            Note(await begun);
        }

        while (_begun.Reader.TryRead(out var tooMany))
        {
            Note(tooMany);
        }
    }

    void Note(Running running)
    {
        running.EndsAt = Makespan + running.Task.Seconds;
        _running.Add(running.Task.Id, running);
        Begun.Add((running.Task.Id, _done.ToHashSet()));
        MostAtOnce = Math.Max(MostAtOnce, _running.Count);
    }

    void End(Running running)
    {
        _running.Remove(running.Task.Id);
        var failed = Failing.Contains(running.Task.Id);
        if (failed)
        {
            Lose(running.Task.Id);
        }
        else
        {
            _done.Add(running.Task.Id);
        }

        running.End.SetResult(!failed);
    }

    void Lose(string id)
    {
        if (_lost.Add(id))
        {
            tasks.Where(task => task.Needs.Contains(id)).ToList().ForEach(task => Lose(task.Id));
        }
    }

    sealed class Running(VirtualTask task)
    {
        public VirtualTask Task => task;

        public double EndsAt { get; set; }

        public TaskCompletionSource<bool> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
