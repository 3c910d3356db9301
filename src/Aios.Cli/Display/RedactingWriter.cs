using System.Text;

namespace Aios.Cli.Display;

/// <summary>Writes everything but keys.</summary>
/// <remarks>The end of a text that may be the beginning of a key waits for what comes next, so that none gets out in pieces.</remarks>
public sealed class RedactingWriter(TextWriter writer, Redactor redactor) : TextWriter
{
    readonly Lock _one = new();
    string _waiting = "";

    public override Encoding Encoding => writer.Encoding;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}{NewLine}");

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_one)
        {
            var text = redactor.Redact(string.Concat(_waiting, buffer));
            var begun = redactor.BegunAtTheEndOf(text);
            _waiting = text[^begun..];
            writer.Write(text[..^begun]);
        }
    }

    public override void Flush() => writer.Flush();

    /// <summary>Nothing more will come.</summary>
    public void Finish()
    {
        lock (_one)
        {
            writer.Write(_waiting);
            _waiting = "";
            writer.Flush();
        }
    }
}
