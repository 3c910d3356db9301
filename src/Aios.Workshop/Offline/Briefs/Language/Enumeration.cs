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
        return WithSharedNouns(WithChoices(WithRelatives([.. parts.Select(part => _lead.Replace(part.Trim(' ', '.', ':'), "")).Where(part => part.Length > 0)])));
    }

    /// <summary><c>a status, which can be open or done</c> is one part.</summary>
    static List<string> WithRelatives(List<string> parts)
    {
        for (var at = parts.Count - 1; at > 0; at--)
        {
            if (_relative.IsMatch(parts[at]))
            {
                parts[at - 1] += " " + parts[at];
                parts.RemoveAt(at);
            }
        }
        return parts;
    }

    /// <summary>Puts the options of <c>a priority of low, normal or high</c> together again.</summary>
    static List<string> WithChoices(List<string> parts)
    {
        WithAnnouncedChoices(parts);
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

    /// <summary>What follows <c>a status which is one of open</c> without an article are options as well.</summary>
    static void WithAnnouncedChoices(List<string> parts)
    {
        for (var at = 0; at < parts.Count; at++)
        {
            if (!_announced.IsMatch(parts[at]))
            {
                continue;
            }
            var end = parts.FindIndex(at + 1, part => _article.IsMatch(part) || part.Contains('(') || _or.IsMatch(part));
            // An "or" before the next article ends the options by itself.
            if ((end < 0 || !_or.IsMatch(parts[end])) && _choiceStart.Match(parts[at]) is { Success: true } start)
            {
                end = end < 0 ? parts.Count : end;
                var options = string.Join(", ", [parts[at][start.Groups["options"].Index..], .. parts[(at + 1)..end]]);
                parts[at] = $"{start.Groups["label"].Value} (one of {options})";
                parts.RemoveRange(at + 1, end - at - 1);
            }
        }
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

    static readonly Regex _separator = new(@"\s*[;,](?!\d)\s*|(?<=\bwhich \p{L}{2,20})\s+(was|is|were|are)\s+\p{L}+\s+(?=(to|by|from|in|at|for|on) which\b)|\s+(and|plus|&|as well as|along with|together with|in addition to)\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _relative = new(@"^(which|that|whose)\s+(values?\s+)?(is|are|can|must|may|should|has|have|starts?|defaults?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _lead = new(@"^((and|plus|also|finally|then|optionally also|as well as|together with|along with|&)\s+)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _or = new(@"(^|\s)or\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _announced = new(@"^[^(:]+\s(one of|either)\s(?!.*\sor\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _choiceStart = new(@"^(?<label>((?!\sor\s)[^(:])+?)(\s*,?\s*(which|that|whose values?))?\s*(\s(of either|of|one of|either|(?<!such )as)\s|\s((is|are|can be|may be|must be|being)(\s+(either|one of))?)\s|:|\s[-–—]\s)\s*(?<options>[^(]+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _article = new(@"^(an?|the|its|their|optional|optionally)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _adjective = new(@"^((an?|the|its|their|optional)\s+)*(first|last|given|family|start|end|starting|ending|begin|opening|closing|minimum|maximum|min|max|arrival|departure|check-in|check-out|home|away|pickup|return|planned|actual|net|gross|purchase|sale|issue|billing|shipping|loan)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
