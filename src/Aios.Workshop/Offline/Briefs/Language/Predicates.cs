using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Language;

/// <summary>Cuts a sentence that says several things of one subject: <c>A visit is for a pet and has a date</c>.</summary>
static class Predicates
{
    public static IEnumerable<string> Of(string sentence)
    {
        var masked = Masked.Of(sentence);
        if (_subject.Match(masked) is not { Success: true } subject)
        {
            return [sentence];
        }
        var parts = _next.Matches(masked).Where(next => next.Index > subject.Length).ToList();
        if (parts.Count == 0)
        {
            return [sentence];
        }
        var starts = parts.Select(part => part.Index + part.Length).Prepend(0);
        var ends = parts.Select(part => part.Index).Append(sentence.Length);
        return starts.Zip(ends, (start, end) => (start == 0 ? "" : sentence[..subject.Groups["noun"].Length] + " ") + sentence[start..end].Trim());
    }

    const string Verbs = @"(?:also\s+)?(?:(?:may|can|must|should|might|optionally)\s+(?:also\s+)?(?:have|belong|be\s+\p{L}+\s+(?:to|by|in|from|for))|has|have|says|tells|takes\s+place|(?:starts?|begins?)\s+(?:at|on)|(?:is|are|can\s+be)\s+either|belongs?\s+to|references?|refers?\s+to|consists?\s+of|is\s+(?:for|about)|(?:is|are)\s+\p{L}+\s+(?:by|to|for|at|with|of|in|on|from))\b";

    static readonly Regex _subject = new(@"^(?<noun>[^,;:]{1,60}?)\s+" + Verbs, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _next = new(@"(?:,\s*(?:and\s+)?|\s+and\s+)(?=" + Verbs + @"\s)|,\s*(?=with\s)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
