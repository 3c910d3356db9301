using System.Collections.Concurrent;

namespace Aios.Llm.Caching;

/// <summary>Lets one at a time ask the same; the others wait, and find what it has got.</summary>
sealed class SingleFlight
{
    readonly ConcurrentDictionary<string, Turn> _turns = [];

    public async Task<IDisposable> EnterAsync(string key, CancellationToken cancellationToken)
    {
        Turn mine = new(this, key);
        while (_turns.GetOrAdd(key, mine) is var first && first != mine)
        {
            await first.Over.WaitAsync(cancellationToken);
        }

        return mine;
    }

    sealed class Turn(SingleFlight flights, string key) : IDisposable
    {
        readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Over => _over.Task;

        public void Dispose()
        {
            flights._turns.TryRemove(new(key, this));
            _over.TrySetResult();
        }
    }
}
