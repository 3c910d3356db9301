namespace Aios.Tests.Simulation;

/// <summary>Runs all that is asynchronous on one thread, one step after the other, and lets time pass when nothing is left to do.</summary>
/// <param name="afterStep">Called when something was done, before anything else is.</param>
sealed class Pump(VirtualTime time, Action afterStep) : SynchronizationContext
{
    const int MostAtOneTime = 100_000; // far more than all callers together have to do at any one moment

    readonly Lock _lock = new();
    readonly Queue<(SendOrPostCallback Step, object? State)> _ready = [];
    int _thread;
    string? _escape;

    public long Steps { get; private set; }

    /// <exception cref="HungException">It would never end, or has not by then.</exception>
    public void Run(Func<Task> work, TimeSpan until)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        _thread = Environment.CurrentManagedThreadId;
        try
        {
            Drive(work(), until);
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
        {
            if (Environment.CurrentManagedThreadId != _thread)
            {
                _escape ??= Environment.StackTrace; // a thread of its own: when it comes back depends on more than the seed
            }

            _ready.Enqueue((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here waits for a thread.");

    public override SynchronizationContext CreateCopy() => this;

    void Drive(Task work, TimeSpan until)
    {
        var (moment, atOnce) = (TimeSpan.MinValue, 0);
        while (true)
        {
            atOnce = moment == time.Elapsed ? atOnce + 1 : 0;
            moment = time.Elapsed;
            if (atOnce > MostAtOneTime)
            {
                throw new HungException("Time stands still while something is done over and over.");
            }

            if (TryTake(out var next))
            {
                next.Step(next.State);
            }
            else if (work.IsCompleted)
            {
                break;
            }
            else if (time.Next is { } due && due <= until)
            {
                time.Ring();
            }
            else
            {
                throw new HungException(_escape ?? (time.Next is null ? "Everybody waits for something that never comes." : $"It goes on after {until}."));
            }

            Steps++;
            afterStep();
        }

        work.GetAwaiter().GetResult();
        if (_escape is not null)
        {
            throw new InvalidOperationException($"Something ran on another thread:\n{_escape}");
        }
    }

    bool TryTake(out (SendOrPostCallback Step, object? State) next)
    {
        lock (_lock)
        {
            return _ready.TryDequeue(out next);
        }
    }
}

/// <summary>A simulation stands still although its work is not done.</summary>
sealed class HungException(string message) : Exception(message);
