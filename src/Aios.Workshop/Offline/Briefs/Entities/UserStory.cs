using System.Text.RegularExpressions;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Takes a sentence out of <c>As a walker I want to ..., so that ...</c>.</summary>
static class UserStory
{
    public static string Wish(string sentence) => sentence.Length <= Clauses.Longest && _start.Match(sentence) is { Success: true } start
        ? _end.Replace(sentence[start.Length..], "")
        : sentence;

    static readonly Regex _start = new(@"^(?:(?:as|being)\s+an?\s+[^,]{1,40}?,?\s+)?(?:I|we)\s+(?:want|would\s+like|need|have)\s+to\s+(?:be\s+able\s+to\s+)?(?=\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _end = new(@",?\s+so(?:\s+that)?\s+(?:I|we|it|nothing|they)\s.*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
