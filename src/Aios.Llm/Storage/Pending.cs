namespace Aios.Llm.Storage;

/// <summary>Something that waits to be written.</summary>
/// <param name="isAwaited">Somebody waits for it; what nobody waits for goes along with what somebody does.</param>
abstract class Pending(bool isAwaited)
{
    int _taken;

    public bool IsAwaited => isAwaited;

    /// <summary>Whoever takes it first decides about it: the writer, or the caller who will not wait any longer.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    public abstract void Run(Session session);

    /// <summary>It is on the disk.</summary>
    public abstract void Complete();

    /// <summary>Nothing of it is on the disk.</summary>
    public abstract void Fail(Exception exception);
}

sealed class Pending<T>(Func<Session, T> write, bool isAwaited) : Pending(isAwaited)
{
    readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    T? _result;

    public Task<T> Done => _done.Task;

    public override void Run(Session session) => _result = write(session);

    public override void Complete() => _done.TrySetResult(_result!); // set: Run came first

    public override void Fail(Exception exception) => _done.TrySetException(exception);

    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryTake())
        {
            _done.TrySetCanceled(cancellationToken);
        }
    }
}
