using System.Text.RegularExpressions;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;
using Aios.Workshop.Offline.Briefs.Outlines;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>Decides whether a heading names a thing whose fields stand beneath it.</summary>
static class HeadingSubject
{
    public static Noun? Of(Section section)
    {
        var title = section.Title.Trim().TrimEnd(':', '.');
        if (section.Blocks.Any(block => block is Table table && (TableReader.Subject(table) is not null || TableReader.HasEntities(table))) || IsGeneral(title))
        {
            return null;
        }
        if (_named.Match(title) is { Success: true } named)
        {
            return Noun.Of(Clauses.Head(named.Groups["noun"].Value));
        }
        var words = _suffix.Replace(Clauses.Head(_number.Replace(title, "")), "");
        var isName = words.Length > 0 && words.Split(' ').Length <= 3 && !words.Any(letter => letter is ':' or ',' or '&' or '/')
            && !Verbs.IsBehaviour(words) && !_aboutFeatures.IsMatch(words);
        return isName ? DescribesFields(section, words) : null;
    }

    static bool IsGeneral(string title) => StopNouns.IsGeneralHeading(title) && !StopNouns.IsAmbiguousHeading(title) && !StopNouns.CanBeKept(title);

    static Noun? DescribesFields(Section section, string words)
    {
        var phrases = Phrases(section.Blocks).ToList();
        // A heading such as "Notes" is that of a thing only where its fields are described as such.
        var ambiguous = StopNouns.IsGeneralHeading(words);
        var sure = phrases.Count(phrase => FieldSigns.IsSure(phrase) && (!ambiguous || phrase.Details.Length > 0));
        return sure >= (ambiguous ? 2 : 1) && phrases.Count(FieldSigns.IsPossible) * 2 > phrases.Count ? Noun.Of(words) : null;
    }

    static IEnumerable<FieldPhrase> Phrases(IReadOnlyList<Block> blocks)
    {
        for (var at = 0; at < Math.Min(3, blocks.Count); at++)
        {
            // What stands behind "Features:" or "A book has:" is introduced by that, not by the heading.
            var introduced = at > 0 && blocks[at - 1] is Paragraph { Text: var text } && text.EndsWith(':') && !BareList.Introduces(text);
            foreach (var phrase in introduced ? [] : Phrases(blocks[at]))
            {
                yield return phrase;
            }
        }
    }

    static IEnumerable<FieldPhrase> Phrases(Block block) => block switch
    {
        BulletList list when BulletReader.AreFields(list.Items) => list.Items.Where(item => !Verbs.IsBehaviour(item.Text)).SelectMany(item => PhraseReader.ReadBullet(item.Text)).Where(phrase => phrase.Label.Split(' ').Length <= 5),
        Table table => TableReader.Phrases(table),
        Paragraph paragraph => BareList.Read(paragraph.Text.ReplaceLineEndings(" ").Split(". ")[0]),
        _ => [],
    };

    static readonly Regex _named = new(@"^(\d+[.)]?\s*)?(the )?(entity|model|record|object|resource|record type|entity type|table|data type|thing)s?(\s*\d+)?\s*(:|-|–|—|\s)\s*(?<noun>\p{L}.*)$|^(?<noun>.+?)\s+(entity|model|record|table|object)$|^(?<noun>.+?)\s*\((the )?(entity|model|record|table)\)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _number = new(@"^[\d.]+[.)]?\s+");

    static readonly Regex _suffix = new(@"\s+(fields|attributes|properties|data|details|information)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _aboutFeatures = new(@"\b(management|list of|adding|editing|app|application|tracker|manager|system|ing the)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
