using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Language;

/// <summary>Takes apart what is listed in a sentence: <c>a title, a status of open or done, and notes</c>.</summary>
static class Enumeration
{
    public static IReadOnlyList<string> Split(string text)
    {
        var masked = _pair.Replace(Masked.Of(text), pair => new string('\u0001', pair.Length));
        List<string> parts = [];
        var start = 0;
        foreach (var separator in _separator.EnumerateMatches(masked))
        {
            parts.Add(text[start..separator.Index]);
            start = separator.Index + separator.Length;
        }
        parts.Add(text[start..]);
        return WithSharedNouns(WithChoices([.. parts.Select(part => _lead.Replace(part.Trim(' ', '.', ':'), "")).Where(part => part.Length > 0)]));
    }

    /// <summary>Puts the options of <c>a priority of low, normal or high</c> together again.</summary>
    static List<string> WithChoices(List<string> parts)
    {
        for (var at = parts.Count - 1; at >= 0; at--)
        {
            if (!_or.IsMatch(Masked.Of(parts[at])))
            {
                continue;
            }
            var first = at;
            while (first > 0 && !_choiceStart.IsMatch(parts[first]) && !_article.IsMatch(parts[first]))
            {
                first--;
            }
            if (_choiceStart.Match(parts[first]) is { Success: true } start)
            {
                var options = string.Join(", ", [parts[first][start.Groups["options"].Index..], .. parts[(first + 1)..(at + 1)]]);
                parts[first] = $"{start.Groups["label"].Value} (one of {options})";
                parts.RemoveRange(first + 1, at - first);
                at = first;
            }
        }
        return parts;
    }

    /// <summary><c>first and last name</c> are two names.</summary>
    static List<string> WithSharedNouns(List<string> parts)
    {
        for (var at = 0; at + 1 < parts.Count; at++)
        {
            if (_adjective.IsMatch(parts[at]) && parts[at + 1].Split('(')[0].Trim().Split(' ') is [.., var noun] words && words.Length > 1)
            {
                parts[at] += $" {noun.TrimEnd('s')}";
            }
        }
        return parts;
    }

    static readonly Regex _pair = new(@"\b(date (and|&) time|time and date|(?<=between [^,;]{1,20})and|(pros|terms|research|health|food|bed|name) and (cons|conditions|development|safety|drinks?|breakfast|address))\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _separator = new(@"\s*[;,](?!\d)\s*|\s+(and|plus|&|as well as|along with|together with|in addition to)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _lead = new(@"^((and|plus|also|finally|then|optionally also|as well as|together with|along with|&)\s+)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _or = new(@"(^|\s)or\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _choiceStart = new(@"^(?<label>[^(:]+?)(\s*,?\s*(which|that))?\s*(\s(of either|of|one of|either|as)\s|\s((is|are|can be|may be|must be|being)(\s+(either|one of))?)\s|:|\s[-–—]\s)\s*(?<options>[^(]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _article = new(@"^(an?|the|its|their|optional|optionally)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _adjective = new(@"^((an?|the|its|their|optional)\s+)*(first|last|given|family|start|end|starting|ending|begin|opening|closing|minimum|maximum|min|max|arrival|departure|check-in|check-out|home|away|pickup|return|planned|actual|net|gross|purchase|sale|issue|billing|shipping|loan)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
