using System.Text.RegularExpressions;
using Humanizer;

namespace Aios.Workshop.Offline.Briefs.Language;

/// <summary>A thing as a brief calls it, in singular and plural.</summary>
sealed record Noun(string Singular, string Plural)
{
    /// <summary>Equal for all spellings and numbers of one thing.</summary>
    public string Key { get; } = KeyOf(Singular);

    public string LastWord => Key[(Key.LastIndexOf(' ') + 1)..];

    /// <summary>Of a phrase in either number, without its article.</summary>
    public static Noun Of(string phrase)
    {
        var words = Spaced(_article.Replace(phrase.Trim(), ""));
        if (words.IndexOf(" of ", StringComparison.Ordinal) is > 0 and var of)
        {
            var first = Of(words[..of]); // pieces of furniture
            return new Noun(first.Singular + words[of..], first.Plural + words[of..]);
        }
        var at = words.LastIndexOf(' ') + 1;
        var (head, last) = (words[..at], words[at..]);
        var singular = SingularOf(last);
        // Humanizer writes the plural of what has none ("equipment") like the singular.
        var plural = last.Length > 0 && !string.Equals(singular, last, StringComparison.Ordinal) ? last : singular.Pluralize(inputIsKnownToBeSingular: false);
        return new Noun(head + singular, head + plural);
    }

    public static string KeyOf(string phrase)
    {
        var words = Spaced(_article.Replace(phrase.Trim(), "")).Replace('-', ' ').ToLowerInvariant();
        var at = words.LastIndexOf(' ') + 1;
        return words[..at] + SingularOf(words[at..]);
    }

    /// <summary>Whether the phrase is in the plural.</summary>
    public static bool IsPlural(string phrase)
    {
        var last = phrase.Trim().Split(' ')[^1];
        return !string.Equals(SingularOf(last), last, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary><c>dueDate</c> and <c>due_date</c> as two words.</summary>
    public static string Spaced(string phrase)
    {
        var words = phrase.Replace('_', ' ').Trim();
        if (!words.Contains(' ') && _hump.IsMatch(words))
        {
            words = _hump.Replace(words, hump => $" {(hump.Length == 1 ? hump.Value.ToLowerInvariant() : hump.Value)}").Trim();
        }
        return _spaces.Replace(words, " ");
    }

    static string SingularOf(string word) => word.Length < 4 || _sameInSingular.IsMatch(word)
        ? word
        : word.Singularize(inputIsKnownToBePlural: false) is { Length: > 1 } singular ? singular : word;

    static readonly Regex _sameInSingular = new(@"(ss|us|is|gas|lens|series|species|news|equipment|canvas|atlas|bus|means|always|ics)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _article = new(@"^(an?|the|each|every|all|any|our|my|its|their|your|one|single|some|several|various|these|those)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _hump = new(@"(?<=\p{Ll})\p{Lu}(?=\p{Ll})|(?<=\p{Ll})\p{Lu}+$");

    static readonly Regex _spaces = new(@"\s+");
}
