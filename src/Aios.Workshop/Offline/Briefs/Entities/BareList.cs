using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Fields that are only listed, as they may be beneath a heading: <c>Title (required), author, pages</c>.</summary>
static class BareList
{
    /// <summary>Empty where the sentence is something else.</summary>
    public static List<FieldPhrase> Read(string sentence)
    {
        if (sentence.EndsWith('?') || _question.IsMatch(sentence))
        {
            return [];
        }
        var list = _lead.Replace(sentence, "");
        if (list.Length == sentence.Length && !IsList(sentence))
        {
            return [];
        }
        var phrases = PhraseReader.ReadList(list);
        return FieldSigns.AreFields(phrases) ? phrases : [];
    }

    /// <summary>Whether the line before a list says that its fields follow, but not whose.</summary>
    public static bool Introduces(string line) => _fieldsFollow.IsMatch(line.Trim());

    static bool IsList(string sentence)
    {
        var parts = Enumeration.Split(sentence);
        return parts.Count > 1 && !_labelled.IsMatch(sentence) && !_verb.IsMatch(Masked.Of(sentence))
            && parts.All(part => part.Split('(')[0].Split(' ').Length <= 5);
    }

    static readonly Regex _lead = new(@"^((fields|attributes|properties|columns|data)\s*(:|are|–|-)\s*|(has|have|consists of|contains|with|includes|stores)\s+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _question = new(@"^(who|what|why|how|when|where|which)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _labelled = new(@"^[^,(]{1,50}(:|\s[–—-]\s)");

    static readonly Regex _verb = new(@"\b(has|have|is|are|can|must|should|belongs?|may|we|you|will|was|with)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _fieldsFollow = new(@"^(the |its |with )?(following )?(fields|attributes|properties|columns|details|data)( are)?:?$|^(it|they|each|each one) (has|have|consists? of|stores?)( the)?( following)?( fields| attributes| properties)?:?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
