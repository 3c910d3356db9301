using Spectre.Console;

namespace Aios.Cli.Display;

/// <summary>Text as wide as a terminal shows it: some characters take two places, some none.</summary>
static class Cells
{
    const char Ellipsis = '…';

    /// <summary>A character after which some terminals show the one before it wider than others do.</summary>
    const char EmojiForm = '\ufe0f';

    /// <summary>On one line, with nothing in it that a terminal would obey, or that terminals do not agree about.</summary>
    public static string Line(string text) =>
        IsPlain(text) ? text : TerminalText.Safe(text).Replace('\n', ' ').Replace('\t', ' ').Replace($"{EmojiForm}", "", StringComparison.Ordinal);

    public static int Width(string text) => IsPlain(text) ? text.Length : text.GetCellWidth();

    /// <summary>No wider than that; what had to be left out is marked.</summary>
    public static string Cut(string text, int width) =>
        Width(text) <= width ? text
        : width <= 0 ? ""
        : string.Concat(text.AsSpan(0, Fitting(text, width - 1)), [Ellipsis]);

    /// <summary>The same with its beginning left out: of a path the end tells most.</summary>
    public static string CutStart(string text, int width)
    {
        if (Width(text) <= width || width <= 0)
        {
            return width <= 0 ? "" : text;
        }

        var start = IsPlain(text) ? text.Length - width + 1 : 0;
        foreach (var rune in text[start..].EnumerateRunes())
        {
            if (Width(text[start..]) < width)
            {
                break;
            }

            start += rune.Utf16SequenceLength;
        }

        return $"{Ellipsis}{text[start..]}";
    }

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));

    public static string PadStart(string text, int width) => new string(' ', Math.Max(0, width - Width(text))) + text;

    /// <summary>How many of its characters fit, whole ones only.</summary>
    static int Fitting(string text, int width)
    {
        var (length, used) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString());
            if (used > width)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return length;
    }

    static bool IsPlain(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0;
}
