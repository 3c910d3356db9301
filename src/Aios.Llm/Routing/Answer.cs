using Aios.Llm.Providers;

namespace Aios.Llm.Routing;

/// <summary>An attempt's stream: the one place where its creating, opening, reading and closing can fail.</summary>
/// <param name="silence">How long it may be silent; null for as long as the provider lets it.</param>
sealed class Answer<TChunk>(Passage passage, Asking<TChunk> asking, TimeSpan? silence, TimeProvider clock, CancellationToken cancellationToken) : IAsyncDisposable
{
    readonly CancellationTokenSource? _tooLong = silence is { } limit ? new(limit, clock) : null;
    CancellationTokenSource? _either;
    IAsyncEnumerator<TChunk>? _chunks;
    List<TChunk>? _held;
    int _next; // of those held
    bool _isOver;

    public bool HasCurrent { get; private set; }

    public TChunk Current { get; private set; } = default!; // read only while HasCurrent, which sets it

    /// <summary>Reads until it says something; where answers are judged, until its end.</summary>
    /// <returns>Why another route has to answer, or null.</returns>
    public async Task<Failure?> FailureToStartAsync()
    {
        if (cancellationToken.IsCancellationRequested)
        {
            throw Cancelled(null, wasAsked: false);
        }

        try
        {
            _either = _tooLong is null ? null : CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _tooLong.Token);
            var token = _either?.Token ?? cancellationToken;
            _chunks = asking.Ask(passage.Attempt, token).GetAsyncEnumerator(token);
            return await ReadUntilItSpeaksAsync() ? await FaultAsync() : Fail(new(FailureKind.Malformed, "The answer was empty."));
        }
        catch (Exception exception) when (FailureOf(exception) is { } failure)
        {
            return Fail(failure);
        }
    }

    public async ValueTask MoveNextAsync()
    {
        if (_held is not null && _next < _held.Count)
        {
            Current = _held[_next++];
            return;
        }

        _held = null;
        HasCurrent = !_isOver && await ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_chunks?.DisposeAsync() ?? default);
        }
        catch (Exception exception) when (passage.Attempt.Route.Provider.FailureOf(exception) is not null)
        {
            // The answer came whole, or has failed already: either way its closing changes nothing.
        }
        finally
        {
            _chunks = null;
            _either?.Dispose();
            _tooLong?.Dispose();
            await passage.SettleAsync();
        }
    }

    /// <returns>Whether there is anything at all.</returns>
    async ValueTask<bool> ReadUntilItSpeaksAsync()
    {
        var speaks = false;
        while (await ReadNextAsync() is var there && there)
        {
            passage.Attempt.HasSpoken = true;
            if (!speaks && asking.Speaks?.Invoke(Current) != false)
            {
                speaks = true;
                _tooLong?.CancelAfter(Timeout.InfiniteTimeSpan);
                passage.Speak();
                if (asking.FaultOf is null)
                {
                    break;
                }
            }

            (_held ??= []).Add(Current);
        }

        if (speaks && asking.FaultOf is null)
        {
            _held?.Add(Current);
        }

        if (_held is not null)
        {
            (Current, _next) = (_held[0], 1);
        }

        return HasCurrent = speaks || _held is not null;
    }

    /// <summary>Of a whole answer that nobody has seen yet; it is paid and written down before anybody does.</summary>
    async ValueTask<Failure?> FaultAsync()
    {
        if (asking.FaultOf is not { } faultOf)
        {
            return null;
        }

        if (faultOf(_held ?? []) is { } fault)
        {
            return Fail(fault);
        }

        passage.Answer = asking.Keep?.Invoke(_held ?? []);
        await DisposeAsync();
        return null;
    }

    async ValueTask<bool> ReadAsync()
    {
        try
        {
            return await ReadNextAsync();
        }
        catch (Exception exception) when (FailureOf(exception) is { } failure)
        {
            throw new AnswerInterruptedException(Fail(failure), exception);
        }
    }

    async ValueTask<bool> ReadNextAsync()
    {
        try
        {
            if (_chunks is not null && await _chunks.MoveNextAsync())
            {
                Current = _chunks.Current;
                return true;
            }
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested)
        {
            throw Cancelled(exception);
        }

        _isOver = true;
        if (passage.Attempt.HasSpoken)
        {
            passage.Complete();
        }

        return false;
    }

    Failure? FailureOf(Exception exception) =>
        cancellationToken.IsCancellationRequested ? null
        : _tooLong?.IsCancellationRequested == true
            ? new(FailureKind.TimedOut, $"There was no first piece within {silence?.TotalSeconds:0.###} s, and another route is left.") { MayBeBilled = true }
        : passage.Attempt.Route.Provider.FailureOf(exception);

    /// <summary>Written down and never failed over, whatever the provider makes of it.</summary>
    OperationCanceledException Cancelled(Exception? exception, bool wasAsked = true)
    {
        Fail(new(FailureKind.Cancelled, "The call was cancelled.") { MayBeBilled = wasAsked ? null : false });
        return new("The call was cancelled.", exception, cancellationToken);
    }

    Failure Fail(Failure failure) => passage.Fail(failure);
}
