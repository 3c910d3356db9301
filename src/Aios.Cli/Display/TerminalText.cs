using System.Globalization;
using System.Text;

namespace Aios.Cli.Display;

/// <summary>Text that came from a model or a program, made harmless for a terminal.</summary>
public static class TerminalText
{
    /// <summary>Shows control, escape and invisible characters instead of obeying them; line ends and tabs stay.</summary>
    public static string Safe(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHarmless(rune))
            {
                safe.Append(rune);
            }
            else
            {
                safe.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }

        return safe.ToString();
    }

    static bool IsHarmless(Rune rune) => rune.Value is '\n' or '\t'
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
