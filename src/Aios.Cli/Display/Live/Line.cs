using System.Globalization;
using System.Text;

namespace Aios.Cli.Display.Live;

/// <summary>A line of a picture, put together from left to right. Nothing that is put into it commands the terminal.</summary>
sealed class Line
{
    readonly List<(string Text, Tone Tone)> _parts = [];

    /// <summary>In places of the terminal.</summary>
    public int Width { get; private set; }

    public Line Add(string text, Tone tone = Tone.Plain)
    {
        var safe = Cells.Line(text);
        _parts.Add((safe, tone));
        Width += Cells.Width(safe);
        return this;
    }

    /// <summary>No wider than that, and then as wide as that.</summary>
    public Line Column(string text, int width, Tone tone = Tone.Plain) => Add(Cells.Pad(Cells.Cut(Cells.Line(text), width), width), tone);

    /// <summary>The same at the right of its column.</summary>
    public Line Right(string text, int width, Tone tone = Tone.Plain) => Add(Cells.PadStart(Cells.Cut(Cells.Line(text), width), width), tone);

    /// <summary>What comes next begins there.</summary>
    public Line To(int column) => Width < column ? Add(new string(' ', column - Width)) : this;

    /// <summary>As it goes to a terminal of that width.</summary>
    public string Write(int width, bool colour)
    {
        StringBuilder line = new();
        var left = width;
        foreach (var (text, tone) in _parts)
        {
            var shown = Cells.Cut(text, left);
            left -= Cells.Width(shown);
            var code = colour ? Code(tone) : 0;
            if (code != 0 && !string.IsNullOrWhiteSpace(shown))
            {
                line.Append(CultureInfo.InvariantCulture, $"\u001b[{code}m{shown}\u001b[0m");
            }
            else
            {
                line.Append(shown);
            }

            if (shown.Length < text.Length)
            {
                break;
            }
        }

        return line.ToString();
    }

    public override string ToString() => string.Concat(_parts.Select(part => part.Text)).TrimEnd();

    static int Code(Tone tone) => tone switch
    {
        Tone.Plain => 0,
        Tone.Strong => 1,
        Tone.Faint => 90,
        Tone.Good => 32,
        Tone.Busy => 36,
        Tone.Waiting => 33,
        Tone.Bad => 31,
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "A tone without a colour."),
    };
}
