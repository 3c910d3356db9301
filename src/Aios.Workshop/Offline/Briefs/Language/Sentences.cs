using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Language;

/// <summary>Cuts a paragraph into what can be read one by one.</summary>
static class Sentences
{
    public static IReadOnlyList<string> Of(string paragraph) =>
        [.. Lines(paragraph).SelectMany(Cut).SelectMany(Clauses).Select(each => each.Trim().TrimEnd('.', ';', '!', ' ')).Where(each => each.Length > 1)];

    /// <summary>Line breaks mean nothing, unless each line names something and describes it.</summary>
    static string[] Lines(string paragraph)
    {
        var lines = paragraph.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var labelled = lines.Count(line => _labelledLine.IsMatch(line));
        return lines.Length > 1 && labelled >= lines.Length - 1 ? lines : [string.Join(' ', lines)];
    }

    static IEnumerable<string> Cut(string text)
    {
        var masked = Masked.Of(text);
        var start = 0;
        foreach (Match end in _end.Matches(masked))
        {
            if (_abbreviation.IsMatch(masked.AsSpan(start, end.Index + 1 - start)))
            {
                continue;
            }
            yield return text[start..(end.Index + 1)];
            start = end.Index + end.Length;
        }
        yield return text[start..];
    }

    static IEnumerable<string> Clauses(string sentence)
    {
        var masked = Masked.Of(sentence);
        var start = 0;
        foreach (Match found in _nextClause.Matches(masked))
        {
            yield return sentence[start..found.Index];
            start = found.Index + found.Length;
        }
        yield return sentence[start..];
    }

    static readonly Regex _labelledLine = new(@"^[\p{L}\p{N}][\p{L}\p{N} '/()-]{0,30}(:| [-–—] )\s*\S");

    static readonly Regex _end = new(@"[.!?](?=\s)\s+");

    static readonly Regex _abbreviation = new(@"\b(e\.g|i\.e|etc|approx|max|min|no|vs|st|incl|mr|mrs|dr|ca|resp)\.$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _nextClause = new(@"(\s*[;:]|\s*,)?\s+((and|while|whereas|but)\s+)?(?=(an?|each|every|the)\s+((?!and\b|or\b|with\b|that\b|which\b)\p{L}[\p{L}-]*\s+){1,3}(has|have|(can|may|must|should|will|might)\s+(also\s+)?have|belongs? to|consists? of|is described by|is for|references|refers to|is either)\s|(it|they)\s+(also\s+)?(has|have)\s)(?<=[;:,]\s+((and|while|whereas|but)\s+)?|\s(and|while|whereas|but)\s+)|\s*;\s+((and|but)\s+)?(?=(the|new|an?|each|every|it|they|its)\s[^;]{1,80}?\s(is|are|has|have|can|must|should|may|defaults?|starts?)\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
