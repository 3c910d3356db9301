using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Drafts;
using Aios.Workshop.Offline.Briefs.Language;
using Aios.Workshop.Offline.Briefs.Naming;

namespace Aios.Workshop.Offline.Briefs.Domains;

/// <summary>Finds what people call the two states of a flag, in filters such as <c>all, open, done</c>.</summary>
static class FilterWords
{
    public static void Give(string brief, IEnumerable<EntityDraft> entities)
    {
        var flags = entities.SelectMany(entity => entity.Fields).Where(field => field.Type is FieldType.YesNo).ToList();
        foreach (Match filter in _filter.Matches(brief))
        {
            var (one, other) = (filter.Groups["one"].Value, filter.Groups["other"].Value);
            foreach (var flag in flags.Where(flag => flag.Words is null))
            {
                flag.Words = Means(other, flag) ? Words(one, other) : Means(one, flag) ? Words(other, one) : null;
            }
        }
    }

    static string[] Words(string no, string yes) => [Labels.Of(no), Labels.Of(yes)];

    static bool Means(string word, FieldDraft flag) => MeanTheSame(word, flag.Label);

    public static bool MeanTheSame(string one, string other)
    {
        var (said, label) = (Noun.KeyOf(one), Noun.KeyOf(other));
        return said == label || (_finished.IsMatch(said) && _finished.IsMatch(label));
    }

    static readonly Regex _filter = new(@"\ball\W{1,4}(and |or )?[""']?(?<one>\p{L}{2,20}(?: \p{L}{2,20})?)\W{1,4}(and |or )?[""']?(?<other>\p{L}{2,20}(?: \p{L}{2,20})?)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _finished = new(@"^(done|complete|completed|finished|closed)$");
}
