using System.Text;
using Aios.Llm.Routing;
using Aios.Workshop.Artifacts;

namespace Aios.Workshop.Running;

/// <summary>What is being said in answer to a task, while it is said. Another attempt begins anew.</summary>
/// <param name="tell">Told how long it is so far, and which file is being written.</param>
/// <param name="stop">Called when it will not end.</param>
sealed class Dictation(string nonce, Action<int, string?> tell, Action stop)
{
    readonly StringBuilder _text = new();
    FramedReader _reader = new(nonce);
    Attempt? _attempt;

    public string Text => _text.ToString();

    public bool IsTooLong => _reader.IsTooLong;

    /// <summary>Of what was said until it was stopped.</summary>
    public Answer End() => _reader.Finish();

    public void Hear(Attempt attempt, string piece)
    {
        if (attempt != _attempt)
        {
            (_attempt, _reader) = (attempt, new(nonce));
            _text.Clear();
        }

        _reader.Feed(piece);
        if (_reader.IsTooLong)
        {
            stop();
            return;
        }

        _text.Append(piece);
        tell(_text.Length, _reader.Writing);
    }
}
