using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Fields;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Tells fields from other things that briefs list: features, technologies, examples.</summary>
static class FieldSigns
{
    public static bool AreFields(IReadOnlyList<FieldPhrase> phrases) =>
        phrases.Count > 0 && phrases.Any(IsSure) && phrases.Count(IsPossible) * 2 > phrases.Count;

    public static bool IsSure(FieldPhrase phrase) => IsPossible(phrase)
        && (_common.IsMatch(phrase.Label) || TypeGuess.Of(phrase.Label) is not null || SaysRule(phrase.Details));

    public static bool IsPossible(FieldPhrase phrase) => phrase.Label.Split(' ').Length <= 5 && phrase.Label.Length <= 60 && !_predicate.IsMatch(phrase.Label)
        && !(phrase.Label.Contains(' ') && Language.Verbs.IsBehaviour(phrase.Label)) && !(phrase.Details.Length == 0 && StopNouns.IsPartOfPage(phrase.Label));

    static bool SaysRule(string text)
    {
        var details = DetailReader.Read(text);
        return details.Type is not null || details.Required is not null || details.Unique || details.Limits != Limits.None || details.Choices.Count > 1 || details.AnnouncesChoices;
    }

    static readonly Regex _common = new(@"^((full |first |last |short |company |product |given |family |display |brand |sur|nick|user)?(name|title)|e-?mails?|(e-?mail |postal |street |home |billing |delivery )?address|(phone|telephone|mobile)( number)?|phone|author|artist|director|isbn|sku|label|subject|headline|code|brand|model|make|manufacturer|location|venue|place|city|country|room|website|url|status|priority|category|genre|type|kind|colou?r|breed|species|serial number|licen[cs]e plate|registration( number)?|plate|position|department|question|topic|reason|contact|host|organi[sz]er|publisher|.+ (name|title|number|code|by))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _predicate = new(@"^(is|are|has|have|either|too|also|here|there|daily|weekly|anyway|well)$|^(two|three|four|no|none|nothing|more than|different)\s|^(?!(what|how|which|who|why|when)\s).*\b(cannot|can't|can be|must be|should be|may be|will be)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
