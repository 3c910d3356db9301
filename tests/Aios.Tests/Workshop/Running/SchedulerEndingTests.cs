using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>How a graph ends before all is done: cancelled, or by what a task throws.</summary>
public sealed class SchedulerEndingTests
{
    readonly List<string> _begun = [];
    readonly TaskCompletionSource _begin = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_graph_is_done_at_once() => await RunAsync([], slots: 1, (_, _) => throw new InvalidOperationException(), Token);

    [Fact]
    public async Task Cancelling_starts_nothing_more_and_waits_for_what_runs()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = RunAsync(["a", "b", "c"], slots: 1, IgnoreTheToken, stop.Token);
        await _begin.Task.WaitAsync(Token);

        await stop.CancelAsync();
        Assert.False(run.IsCompleted);
        _end.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(_begun);

        async Task<bool> IgnoreTheToken(string task, CancellationToken token)
        {
            _begin.SetResult();
            await _end.Task;
            return true;
        }
    }

    [Fact]
    public async Task A_graph_that_is_cancelled_from_the_beginning_is_not_begun()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RunAsync(["a"], slots: 1, (_, _) => Task.FromResult(true), stop.Token));
        Assert.Empty(_begun);
    }

    [Fact]
    public async Task Tasks_are_told_of_the_cancellation()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = RunAsync(["a", "b"], slots: 2, UntilCancelled, stop.Token);
        await _begin.Task.WaitAsync(Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(Token));
    }

    [Fact]
    public async Task An_exception_ends_everything_and_is_told()
    {
        var bug = new FormatException("A bug.");
        var run = RunAsync(["a", "b", "c"], slots: 2, (task, token) => task == "a" ? FailOnceBothRun(bug) : UntilCancelled(task, token), Token);

        var told = await Assert.ThrowsAsync<InvalidOperationException>(() => run.WaitAsync(Token));

        Assert.Same(bug, told.InnerException);
        Assert.Contains("A bug.", told.Message, StringComparison.Ordinal);
        Assert.Equal(2, _begun.Count);
    }

    [Fact]
    public async Task A_task_that_gives_up_by_itself_ends_everything_and_is_told()
    {
        var told = await Assert.ThrowsAsync<InvalidOperationException>(
            () => RunAsync(["a", "b"], slots: 1, (_, _) => throw new TaskCanceledException("Timed out."), Token));

        Assert.IsType<OperationCanceledException>(told.InnerException, exactMatch: false);
        Assert.Single(_begun);
    }

    async Task<bool> FailOnceBothRun(Exception exception)
    {
        await _begin.Task;
        throw exception;
    }

    async Task<bool> UntilCancelled(string task, CancellationToken token)
    {
        _begin.TrySetResult();
        var cancelled = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(() => cancelled.SetCanceled(token));
        return await cancelled.Task;
    }

    Task RunAsync(string[] tasks, int slots, Func<string, CancellationToken, Task<bool>> run, CancellationToken token) => Scheduler.RunAsync(
        new TaskGraph<string>(tasks, task => task, _ => [], task => task == "a" ? 2 : 1),
        slots,
        (task, stop) =>
        {
            lock (_begun)
            {
                _begun.Add(task);
            }

            return run(task, stop);
        },
        (_, _) => { },
        token);
}
