using System.Text;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>Keeps what an attempt says while it says it, so that an answer that breaks off need not begin again.</summary>
/// <remarks>
/// In pieces: often enough that little is lost with the process, seldom enough that it costs next to nothing beside the answer. Nobody waits
/// for them: the settlement that follows comes after them, and tells when the disk does not take them.
/// </remarks>
sealed class Transcript(CallJournal journal, Guid attempt, TimeProvider clock) : IDisposable
{
    const int Characters = 1024;

    static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(200);

    readonly StringBuilder _unwritten = new();
    readonly CancellationTokenSource _superseded = new();
    long _since = clock.GetTimestamp();
    long _pieces;

    public void Hear(string text)
    {
        _unwritten.Append(text);
        if (_unwritten.Length >= Characters || clock.GetElapsedTime(_since) >= _interval)
        {
            Write();
        }
    }

    /// <summary>The answer is kept itself, so no piece need be.</summary>
    public void Supersede() => _superseded.Cancel();

    /// <summary>What was said is kept to its last word.</summary>
    public void End() => Write();

    public void Dispose() => _superseded.Dispose();

    void Write()
    {
        if (_unwritten.Length > 0)
        {
            _ = journal.AddAsync(attempt, _pieces++, _unwritten.ToString(), _superseded.Token);
            _unwritten.Clear();
        }

        _since = clock.GetTimestamp();
    }
}
