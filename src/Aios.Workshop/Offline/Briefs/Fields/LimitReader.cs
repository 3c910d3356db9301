using System.Globalization;
using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>Reads bounds of values and lengths: <c>1-5</c>, <c>at least 0</c>, <c>up to 60 characters</c>, <c>positive</c>.</summary>
static class LimitReader
{
    const string Unit = @"\s*(?<characters>characters?\b|chars?\b\.?|letters?\b|digits?\b|symbols\b)?(?:\s*(?:long|in length|stars?|points?))?";

    /// <summary>The bounds in the text, which is left with what is no bound.</summary>
    public static Limits Take(ref string text)
    {
        var limits = Limits.None;
        foreach (var (pattern, read) in _patterns)
        {
            if (pattern.Match(text) is { Success: true } found && read(found) is { } one)
            {
                limits = limits.Join(one);
                text = text.Remove(found.Index, found.Length).Insert(found.Index, " ");
            }
        }
        return limits;
    }

    static readonly (Regex Bound, Func<Match, Limits?> Read)[] _patterns =
    [
        (Pattern.Of(@"\b(?:is |must be |strictly )?positive\b(?: (?:whole )?(?=number|integer|amount))?"), _ => new(0, null, false, AboveLeast: true)),
        (Pattern.Of(@"\b(?:must )?(?:can ?not be|can't be|may not be|not|never|non|no)[ -]?negative\b|\b0 or (?:more|above|greater)\b|\bzero or (?:more|above|greater)\b"), _ => new(0, null, false)),
        (Pattern.Of(@"\bexactly " + Of("least") + @"\s*(?<characters>characters?|chars?|letters?|digits?)\b"), found => new(Number(found, "least"), Number(found, "least"), true)),
        (Pattern.Of(@"(?:\b(?:between|from|range|of)\s+)?(?<![\w-])" + Of("least") + @"\s*(?:-|–|—|\bto\b|\band\b|\.\.\.?|\bthrough\b|\buntil\b)\s*" + Of("greatest") + Unit + @"(?![-\d])"), Between),
        (Pattern.Of(@"(?:\b(?:greater|more|larger|bigger|higher|longer) than|\babove|\bover|\bexceed(?:s|ing)?|(?<![-=])>(?!=))\s*(?<zero>zero\b)?(?(zero)|" + Of("least") + Unit + ")"), found => new(found.Groups["zero"].Success ? 0 : Number(found, "least"), null, Says(found), AboveLeast: true)),
        (Pattern.Of(@"(?<!not |no )(?:\b(?:less|fewer|smaller|lower|shorter) than|\bbelow|\bunder|<(?!=))\s*" + Of("greatest") + Unit), found => new(null, Number(found, "greatest"), Says(found), BelowGreatest: true)),
        (Pattern.Of(@"(?:\bat least|\bmin(?:imum)?\.?(?:\s+(?:of|length|value|is|amount))*|\bnot (?:less|fewer|lower|shorter) than|\bnot (?:below|under)|\bno (?:less|fewer|lower|shorter) than|\bstarting (?:at|from)|\bfrom|>=|≥)\s*[:=]?\s*" + Of("least") + Unit), found => new(Number(found, "least"), null, Says(found))),
        (Pattern.Of(Of("least") + Unit + @"\s*(?:or (?:more|longer|above|greater|higher)\b|and (?:up|above|more)\b|upwards\b|minimum\b|\+)"), found => new(Number(found, "least"), null, Says(found))),
        (Pattern.Of(@"(?:\bat most|\bmax(?:imum)?\.?(?:\s+(?:of|length|value|is|amount|characters|chars))*|\bup to|\b(?:not|no) (?:more|longer|greater|higher) than|\bnot (?:above|over)|\blimited to|\blimit(?: of)?|\bout of|<=|≤|/(?=10|5))\s*[:=]?\s*" + Of("greatest") + Unit), found => new(null, Number(found, "greatest"), Says(found))),
        (Pattern.Of(Of("greatest") + Unit + @"\s*(?:or (?:less|fewer|shorter|below|lower)\b|at most\b|max(?:imum)?\b|tops\b|limit\b)"), found => new(null, Number(found, "greatest"), Says(found))),
        (Pattern.Of(Of("greatest") + @"\s*(?<characters>characters?|chars?|letters)\b"), found => new(null, Number(found, "greatest"), true)),
    ];

    static Limits? Between(Match found) => Number(found, "least") is { } least && Number(found, "greatest") is { } greatest && least <= greatest
        ? new(least, greatest, Says(found))
        : null;

    static bool Says(Match found) => found.Groups["characters"].Success;

    static decimal? Number(Match found, string group) =>
        decimal.TryParse(found.Groups[group].Value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1_000_000_000_000 ? number : null;

    static string Of(string group) => $@"[$€£]?\s?(?<{group}>-?\d(?:[\d,]*\d)?(?:\.\d+)?)\s?(?:€|%|\$|EUR|USD|GBP|CHF|euros?|dollars?|pounds)?";
}
