using System.Threading.Channels;
using Aios.Workshop.Planning;

namespace Aios.Workshop.Running;

/// <summary>Runs a graph as dataflow: a task starts as soon as what it needs is done and a slot is free, the longest remaining path first.</summary>
public static class Scheduler
{
    /// <param name="run">Does one thing and says whether that succeeded. What it throws ends the whole graph.</param>
    /// <param name="skip">Told of each thing that will not be done, with the failed one that it depends on.</param>
    /// <param name="draining">Cancelled when nothing further is to be started; what runs is waited for.</param>
    /// <exception cref="OperationCanceledException">Cancelled or drained before everything was done; everything that ran has ended.</exception>
    public static async Task RunAsync<T>(
        TaskGraph<T> graph, int slots, Func<T, CancellationToken, Task<bool>> run, Action<T, T> skip, CancellationToken cancellationToken, CancellationToken draining = default)
    {
        var open = graph.Nodes.ToDictionary(node => node, node => node.Needs.Count);
        var ready = new PriorityQueue<TaskGraph<T>.Node, double>();
        var finished = Channel.CreateUnbounded<(TaskGraph<T>.Node Node, Task<bool> Work)>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = 0;
        var isUnfinished = false;
        Exception? fault = null;

        foreach (var node in graph.Nodes.Where(node => open[node] == 0))
        {
            ready.Enqueue(node, -node.RemainingPath);
        }

        while (true)
        {
            while (running < slots && !stop.IsCancellationRequested && !draining.IsCancellationRequested && ready.TryDequeue(out var node, out _))
            {
                running++;
                _ = RunAndReportAsync(node);
            }

            if (running == 0)
            {
                break;
            }

            var (done, work) = await finished.Reader.ReadAsync(CancellationToken.None); // what runs is always waited for
            running--;
            if (work.IsCanceled && draining.IsCancellationRequested)
            {
                isUnfinished = true; // it came to rest between two of its questions
            }
            else if (!work.IsCompletedSuccessfully)
            {
                fault ??= work.Exception?.InnerException ?? new TaskCanceledException(work); // by itself, or because another one faulted before
                await stop.CancelAsync();
            }
            else if (work.Result)
            {
                foreach (var next in done.Dependants.Where(next => open.ContainsKey(next) && --open[next] == 0))
                {
                    ready.Enqueue(next, -next.RemainingPath);
                }
            }
            else
            {
                Skip(done);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (fault is not null)
        {
            throw new InvalidOperationException($"A task ended in an unexpected way: {fault.Message}", fault);
        }

        if (isUnfinished || ready.Count > 0)
        {
            draining.ThrowIfCancellationRequested();
        }

        async Task RunAndReportAsync(TaskGraph<T>.Node node)
        {
            var work = Task.Run(() => run(node.Thing, stop.Token), CancellationToken.None);
            await Task.WhenAny(work);
            finished.Writer.TryWrite((node, work));
        }

        void Skip(TaskGraph<T>.Node failed)
        {
            var lost = new Queue<TaskGraph<T>.Node>(failed.Dependants);
            while (lost.TryDequeue(out var node))
            {
                if (open.Remove(node))
                {
                    skip(node.Thing, failed.Thing);
                    node.Dependants.ForEach(lost.Enqueue);
                }
            }
        }
    }
}
