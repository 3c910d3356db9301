using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Naming;

/// <summary>What people read: as the brief says it, with a capital at the beginning.</summary>
static class Labels
{
    const int Longest = 60;

    public static string Of(string phrase)
    {
        var text = Noun.Spaced(phrase).Trim();
        text = text.Length <= Longest ? text : Ascii.Cut(text, Longest, ' ');
        // Not a name such as "iPhone" or "eBay".
        var keeps = text.Length > 1 && char.IsLower(text[0]) && char.IsUpper(text[1]);
        return text.Length == 0 || keeps ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }
}
