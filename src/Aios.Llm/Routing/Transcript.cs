using System.Text;
using Aios.Llm.Spending;
using Aios.Llm.Storage;

namespace Aios.Llm.Routing;

/// <summary>Keeps what an attempt says while it says it, so that an answer that breaks off need not begin again.</summary>
/// <remarks>In pieces: often enough that little is lost with the process, seldom enough that it costs next to nothing beside the answer.</remarks>
sealed class Transcript(CallJournal journal, Guid attempt, TimeProvider clock) : IAsyncDisposable
{
    const int Characters = 1024;

    static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    readonly StringBuilder _unwritten = new();
    Task _writing = Task.CompletedTask;
    long _since = clock.GetTimestamp();
    long _pieces;
    bool _isComplete;

    public void Hear(string text)
    {
        _unwritten.Append(text);
        if (_unwritten.Length >= Characters || clock.GetElapsedTime(_since) >= _interval)
        {
            Write();
        }
    }

    /// <summary>The end was reached: what follows keeps the answer itself, or finds it of no use.</summary>
    public void Complete() => _isComplete = true;

    /// <summary>What broke off is kept to its last word.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isComplete)
        {
            Write();
        }

        try
        {
            await _writing;
        }
        catch (Exception exception) when (exception is StorageException or ObjectDisposedException)
        {
            // The settlement that follows meets the same and says so; without this piece more has to be asked for again.
        }
    }

    void Write()
    {
        if (_unwritten.Length > 0)
        {
            _writing = Task.WhenAll(_writing, journal.AddAsync(attempt, _pieces++, _unwritten.ToString()));
            _unwritten.Clear();
        }

        _since = clock.GetTimestamp();
    }
}
