using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Entities;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Drafts;

/// <summary>Adds rules that stand in sentences of their own: <c>Title and author are required, all else is optional.</c></summary>
static class RuleApplier
{
    /// <param name="unread">Receives the sentences that are no rule of any field.</param>
    public static void Apply(IEnumerable<RulePhrase> rules, IReadOnlyList<EntityDraft> entities, List<string> unread)
    {
        foreach (var rule in rules)
        {
            if (!Apply(rule, entities))
            {
                unread.Add(rule.Sentence);
            }
        }
    }

    static bool Apply(RulePhrase rule, IReadOnlyList<EntityDraft> entities)
    {
        var details = DetailReader.Read(_predicateStart.Replace(rule.Rule, ""));
        if (details.Default is { } value && Preset(value, rule, entities))
        {
            return true;
        }
        var fields = Fields(rule, entities).ToList();
        foreach (var field in fields)
        {
            Apply(details, field);
        }
        return fields.Count > 0;
    }

    /// <summary><c>New rooms are dirty by default</c> names an option, not its field.</summary>
    static bool Preset(string value, RulePhrase rule, IReadOnlyList<EntityDraft> entities)
    {
        var name = Noun.KeyOf(_new.Replace(rule.Subject, ""));
        var entity = entities.FirstOrDefault(each => each.Noun.Key == name) ?? (Clauses.IsPronoun(name) ? rule.Entity : null);
        var field = entity?.Fields.Find(field => field.Choices.Contains(value, StringComparer.OrdinalIgnoreCase));
        if (field is not null)
        {
            field.Default = value;
        }
        return field is not null;
    }

    static IEnumerable<FieldDraft> Fields(RulePhrase rule, IReadOnlyList<EntityDraft> entities)
    {
        var own = rule.Entity is { } entity && entities.Contains(entity) ? entity.Fields : [];
        if (_all.IsMatch(rule.Subject))
        {
            own = entities.FirstOrDefault(each => Regex.IsMatch(rule.Subject, $@"\b{Regex.Escape(each.Noun.Singular)} field|fields? of (an?|the|each|every) {Regex.Escape(each.Noun.Singular)}\b", RegexOptions.IgnoreCase))?.Fields ?? own;
            var except = _except.Match(rule.Sentence) is { Success: true } found ? Enumeration.Split(found.Groups["names"].Value).Select(Key).ToList() : [];
            return own.Where(field => field.Type is not FieldType.YesNo && !except.Contains(Key(field.Label)) && field.Required is null);
        }
        var names = Enumeration.Split(rule.Subject).Select(Key).ToList();
        var (mine, others) = (Named(own, names), Named(entities.SelectMany(each => each.Fields), names));
        return mine.Count > 0 ? mine : others.Count > 0 ? others : Shortened(own, names) is { Count: > 0 } shortened ? shortened : OfSeveral(rule.Subject, entities);
    }

    /// <summary><c>the names of teachers and pupils</c></summary>
    static List<FieldDraft> OfSeveral(string subject, IReadOnlyList<EntityDraft> entities)
    {
        if (_of.Match(subject) is not { Success: true } of)
        {
            return [];
        }
        var owners = Enumeration.Split(of.Groups["owners"].Value).Select(Key).ToList();
        var names = Enumeration.Split(of.Groups["names"].Value).Select(Key).ToList();
        return Named(entities.Where(entity => owners.Exists(owner => owner == entity.Noun.Key || owner == entity.Noun.LastWord)).SelectMany(entity => entity.Fields), names);
    }

    static List<FieldDraft> Named(IEnumerable<FieldDraft> fields, List<string> names) =>
        [.. fields.Where(field => names.Exists(name => name == Key(field.Label) || name.EndsWith(" " + Key(field.Label), StringComparison.Ordinal)))];

    /// <summary>The "fee" of what was introduced as a "yearly fee".</summary>
    static List<FieldDraft> Shortened(IEnumerable<FieldDraft> fields, List<string> names) =>
        [.. fields.Where(field => names.Exists(name => Key(field.Label).EndsWith(" " + name, StringComparison.Ordinal)))];

    static string Key(string label) => Noun.KeyOf(_fieldEnd.Replace(label, ""));

    static void Apply(Details details, FieldDraft field)
    {
        field.Required = details.Required ?? field.Required;
        field.Unique |= details.Unique;
        field.Limits = field.Limits.Join(details.Limits);
        field.Default = details.Default ?? field.Default;
        if (details.Type is { } type and not (FieldType.Choice or FieldType.Reference) && field.Type is FieldType.Text && details.Choices.Count == 0)
        {
            field.Type = type;
        }
        if (field.Type is FieldType.Text && ChoiceReader.Read(field.Label, Announced(details)) is { Count: >= 2 } choices)
        {
            (field.Type, field.Choices) = ChoiceReader.IsYesNo(choices) ? (FieldType.YesNo, []) : (FieldType.Choice, choices);
        }
    }

    /// <summary>"is open, in progress or done" announces options by its "or".</summary>
    static Details Announced(Details details)
    {
        details.AnnouncesChoices |= details.HasAlternatives;
        return details;
    }

    static readonly Regex _predicateStart = new(@"^(is|are)\s+(?!(required|optional)\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _new = new(@"^(an?\s+)?new\s+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _all = new(@"^(all|are|both|they|all of them|every|everything|all else|the rest|everything else|all (the )?(other )?(fields|others|of them)|(the )?others?|(all |every |the )?(other )?fields?|(all |the )?other (fields|ones)|rest|else|(all |every |the |all the )?(other )?(\p{L}+ ){1,2}fields?|(all |every |the |all the )?fields? of (an?|the|each|every) \p{L}+( \p{L}+)?)(,? (except|but|apart|besides|other)\b.*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _of = new(@"^(?<names>.+?) of (?<owners>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _except = new(@"\b(except( for)?|but not|apart from|besides|other than)\s+(?<names>.+?)(\s+(is|are|must|should)\s+(required|mandatory|optional|be)\b.*)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _fieldEnd = new(@"\s+(field|flag|value|'s)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
