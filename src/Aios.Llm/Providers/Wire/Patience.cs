namespace Aios.Llm.Providers.Wire;

/// <summary>Ends what takes longer than its deadlines, and tells that apart from a caller who has given up.</summary>
sealed class Patience : IDisposable
{
    readonly CancellationToken _caller;
    readonly CancellationTokenSource _whole;
    readonly CancellationTokenSource _step;
    readonly Deadlines _deadlines;
    string _waitingFor = "";

    public Patience(Deadlines deadlines, TimeProvider clock, CancellationToken caller)
    {
        (_deadlines, _caller) = (deadlines, caller);
        _whole = new(deadlines.Whole, clock);
        _step = new(Timeout.InfiniteTimeSpan, clock); // the clock is what a step is measured with
        Linked = CancellationTokenSource.CreateLinkedTokenSource(caller, _whole.Token, _step.Token);
    }

    CancellationTokenSource Linked { get; }

    public CancellationToken Token => Linked.Token;

    /// <param name="what">For the message, e.g. "first byte".</param>
    public void WaitFor(string what, TimeSpan atMost)
    {
        _waitingFor = $"no {what} within {atMost.TotalSeconds:0.###} s";
        _step.CancelAfter(atMost);
    }

    public void Rest() => _step.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>Why an operation was cancelled, or null when the caller did it.</summary>
    public Failure? Reason =>
        _caller.IsCancellationRequested ? null
        : _step.IsCancellationRequested ? new(FailureKind.TimedOut, $"There was {_waitingFor}.")
        : _whole.IsCancellationRequested ? new(FailureKind.TimedOut, $"The answer took longer than {_deadlines.Whole.TotalSeconds:0.###} s.")
        : null;

    public void Dispose()
    {
        Linked.Dispose();
        _step.Dispose();
        _whole.Dispose();
    }
}
