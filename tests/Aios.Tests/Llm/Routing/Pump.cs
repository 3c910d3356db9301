using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Aios.Tests.Llm.Routing;

/// <summary>Runs work on one thread and moves its time on whenever nobody has anything to do.</summary>
sealed class Pump(FakeTimeProvider clock) : SynchronizationContext
{
    static readonly TimeSpan _step = TimeSpan.FromMilliseconds(10);
    static readonly TimeSpan _longest = TimeSpan.FromMinutes(30);

    readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = [];

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    /// <exception cref="TimeoutException">It would take more than half an hour.</exception>
    public static void Run(FakeTimeProvider clock, Func<Task> work)
    {
        var before = Current;
        Pump pump = new(clock);
        SetSynchronizationContext(pump);
        try
        {
            pump.Run(work());
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    void Run(Task task)
    {
        var end = clock.GetUtcNow() + _longest;
        while (true)
        {
            while (_posted.TryDequeue(out var posted))
            {
                posted.Callback(posted.State);
            }

            if (task.IsCompleted)
            {
                task.GetAwaiter().GetResult();
                return;
            }

            clock.Advance(clock.GetUtcNow() < end ? _step : throw new TimeoutException("It hangs."));
        }
    }
}
