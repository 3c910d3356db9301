using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Language;

/// <summary>Makes the patterns that are tried on the words of a brief.</summary>
/// <remarks>No pattern may take longer than a second over any text; the reader then says that it cannot read the brief.</remarks>
static class Pattern
{
    static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    public static Regex Of(string pattern) => new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, _longest);

    /// <summary>Capitals and small letters are not the same.</summary>
    public static Regex Exact(string pattern) => new(pattern, RegexOptions.CultureInvariant, _longest);
}
