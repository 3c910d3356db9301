using System.Text.Json;

namespace Aios.Llm.Providers.Replay;

/// <summary>Writes a recording: a JSON object a line, one for each exchange that has ended. Many clients may share it.</summary>
/// <remarks>It is given questions and answers and never sees a header, so no key can get into it.</remarks>
public sealed class Recorder : IDisposable
{
    readonly FileStream _file;
    readonly Lock _lock = new();
    long _number;

    /// <param name="path">What is there already is kept and added to.</param>
    public Recorder(string path)
    {
        _file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _number = _file.Length; // a line is longer than its number: later runs count on from above all that is there
        if (_file.Length > 0)
        {
            _file.Seek(-1, SeekOrigin.End);
            if (_file.ReadByte() != '\n')
            {
                _file.WriteByte((byte)'\n'); // whoever wrote last was cut off: the next line is not to suffer for it
            }
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>The place of a question among all that are asked.</summary>
    internal long NextNumber() => Interlocked.Increment(ref _number);

    internal void Write(RecordedExchange exchange)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(exchange, ReplayJson.Default.RecordedExchange), (byte)'\n'];
        lock (_lock)
        {
            _file.Write(line);
            _file.Flush();
        }
    }
}
