using System.Globalization;
using System.Text;

namespace Aios.Workshop.Offline.Briefs;

/// <summary>Takes out of a brief what only typography, editors and operating systems put into it.</summary>
static class BriefText
{
    /// <summary>Far above any brief that a person writes, and little enough to be read at once.</summary>
    public const int Longest = 60_000;

    public static string Clean(string brief)
    {
        var text = new StringBuilder(Math.Min(brief.Length, Longest));
        foreach (var rune in brief.AsSpan(0, Math.Min(brief.Length, Longest)).EnumerateRunes())
        {
            if (IsKept(rune))
            {
                text.Append(Plain(rune));
            }
        }
        return text.ToString();
    }

    static bool IsKept(Rune rune) => rune.Value is '\n' or '\t'
        || Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    static string Plain(Rune rune) => rune.Value switch
    {
        0x2018 or 0x2019 or 0x02BC => "'",
        0x201C or 0x201D or 0x201E or 0xAB or 0xBB => "\"",
        0x2010 or 0x2011 or 0x2212 => "-",
        0x2026 => "...",
        0xA0 or 0x202F or 0x2009 => " ",
        0xFFFD => " ",
        _ => rune.ToString(),
    };
}
