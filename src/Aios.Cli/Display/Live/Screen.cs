using System.Globalization;
using System.Text;

namespace Aios.Cli.Display.Live;

/// <summary>A picture at the end of what the terminal shows, of which only the lines that have changed are written anew.</summary>
/// <remarks>
/// All that a frame changes goes out in one write, between the marks by which terminals that know them show it at once. Lines are not
/// wrapped meanwhile, so that one which the terminal takes for wider than we do spoils nothing beneath it.
/// </remarks>
sealed class Screen(TextWriter terminal, bool colour)
{
    const string Begin = "\u001b[?2026h\u001b[?7l\u001b[?25l\r";
    const string End = "\u001b[?7h\u001b[?2026l";
    const string Wrap = "\u001b[?7h";
    const string NoWrap = "\u001b[?7l";
    const string ClearAll = "\u001b[2J\u001b[H";
    const string ClearLine = "\u001b[K";
    const string ClearBelow = "\u001b[J";
    const string ShowCursor = "\u001b[?25h";

    readonly StringBuilder _frame = new();
    List<string> _shown = [];
    (int Width, int Height) _size;

    /// <param name="lines">Fewer than the terminal has.</param>
    /// <param name="above">What is to stay on the terminal, above the picture.</param>
    public void Draw(IReadOnlyList<Line> lines, int width, int height, IReadOnlyList<string>? above = null)
    {
        List<string> next = [.. lines.Take(height - 1).Select(line => line.Write(width, colour) + (line.Width < width ? ClearLine : ""))]; // at its right edge it would clear the last character
        _frame.Clear().Append(Begin);
        if (_size != (width, height) && _shown.Count > 0)
        {
            _frame.Append(ClearAll); // the terminal has moved what was there, each in its own way
            _shown = [];
        }

        Up(_shown.Count);
        Leave(above ?? []);
        for (var at = 0; at < next.Count; at++)
        {
            if (at >= _shown.Count || next[at] != _shown[at])
            {
                _frame.Append(next[at]);
            }

            _frame.Append("\r\n");
        }

        _frame.Append(next.Count < _shown.Count ? ClearBelow : "").Append(End);
        (_shown, _size) = (next, (width, height));
        Send();
    }

    /// <summary>Takes the picture away and leaves the terminal as it was.</summary>
    public void Clear()
    {
        _frame.Clear().Append('\r');
        Up(_shown.Count);
        _frame.Append(ClearBelow).Append(ShowCursor);
        _shown = [];
        Send();
    }

    void Leave(IReadOnlyList<string> lines)
    {
        if (lines.Count > 0)
        {
            _frame.Append(ClearBelow).Append(Wrap).AppendJoin("\r\n", lines).Append("\r\n").Append(NoWrap);
            _shown = [];
        }
    }

    void Up(int lines)
    {
        if (lines > 0)
        {
            _frame.Append(CultureInfo.InvariantCulture, $"\u001b[{lines}A");
        }
    }

    void Send()
    {
        terminal.Write(_frame.ToString());
        terminal.Flush();
    }
}
