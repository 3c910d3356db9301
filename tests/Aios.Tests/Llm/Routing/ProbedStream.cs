namespace Aios.Tests.Llm.Routing;

/// <summary>A stream that counts how often it was disposed of, and can fail when it is opened, waits or closes.</summary>
sealed class ProbedStream(params IReadOnlyList<string> chunks) : IAsyncEnumerable<string>, IAsyncEnumerator<string>
{
    int _at = -1;

    public Exception? OnOpen { get; init; }

    public Exception? OnClose { get; init; }

    /// <summary>Called before each chunk.</summary>
    public Action? OnMove { get; init; }

    public int Disposals { get; private set; }

    public string Current => chunks[_at];

    public IAsyncEnumerator<string> GetAsyncEnumerator(CancellationToken cancellationToken = default) => OnOpen is null ? this : throw OnOpen;

    public ValueTask<bool> MoveNextAsync()
    {
        OnMove?.Invoke();
        return new(++_at < chunks.Count);
    }

    public ValueTask DisposeAsync()
    {
        Disposals++;
        return OnClose is null ? default : throw OnClose;
    }
}
