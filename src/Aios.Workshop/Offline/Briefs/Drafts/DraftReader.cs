using System.Text.RegularExpressions;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Domains;
using Aios.Workshop.Offline.Briefs.Entities;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Drafts;

/// <summary>Makes entities with typed fields of what was found in a brief.</summary>
sealed class DraftReader
{
    readonly Findings _findings;
    readonly List<EntityDraft> _entities;
    readonly EntityNames _names;
    readonly FieldResolver _resolver;
    readonly List<RelationPhrase> _relations;
    readonly List<string> _ignored;

    DraftReader(Findings findings, List<string> ignored)
    {
        _findings = findings;
        _ignored = ignored;
        _entities = [.. findings.Described];
        _relations = [.. findings.Relations];
        _names = new EntityNames(_entities);
        _resolver = new FieldResolver(_names);
    }

    /// <param name="ignored">Receives what the domain cannot hold.</param>
    public static IReadOnlyList<EntityDraft> Read(Findings findings, List<string> ignored)
    {
        var reader = new DraftReader(findings, ignored);
        if (reader._entities.Count == 0)
        {
            return [];
        }
        foreach (var entity in reader._entities.ToList())
        {
            reader.ReadFields(entity);
        }
        new RelationResolver(reader._entities, reader._names, ignored).Resolve(reader._relations);
        RuleApplier.Apply(findings.Rules, reader._entities, findings.Unread);
        return reader._entities;
    }

    void ReadFields(EntityDraft entity)
    {
        foreach (var phrase in entity.Phrases.OrderBy(phrase => phrase.IsImplied))
        {
            if (SystemFields.Contains(phrase.Label) || !FieldSigns.IsPossible(phrase))
            {
                continue;
            }
            if (Relation(entity, phrase) is { } relation)
            {
                _relations.Add(relation);
            }
            else if (!phrase.IsImplied || !IsSaid(phrase, entity))
            {
                Add(entity, _resolver.Resolve(phrase));
            }
        }
        // An amount beside its unit is no money: 200 g of flour. Neither is the value of a reading.
        if ((_measurement.IsMatch(entity.Noun.Key) || entity.Fields.Exists(field => field.Label is "unit" or "units" or "measure")) && entity.Fields.Find(field => field is { Label: "amount" or "value", Type: FieldType.Money }) is { } amount)
        {
            amount.Type = FieldType.Number;
        }
    }

    /// <summary>A state may be an option of a field, or the field may be called something else.</summary>
    static bool IsSaid(FieldPhrase state, EntityDraft entity) => entity.Fields.Exists(field =>
        field.Choices.Any(choice => state.Label.Equals(choice, StringComparison.OrdinalIgnoreCase) || state.Details.Contains(choice, StringComparison.OrdinalIgnoreCase))
        || (state.Label == "status" ? field.Type is FieldType.Choice && field.Label is "state" or "status" : field.Type is FieldType.YesNo && FilterWords.MeanTheSame(state.Label, field.Label)));

    /// <summary>A thing that has many others: they refer to it.</summary>
    RelationPhrase? Relation(EntityDraft entity, FieldPhrase phrase)
    {
        var sentence = $"{entity.Noun.Singular}: {phrase.Label}";
        if (_many.Match(phrase.Label) is { Success: true } many)
        {
            return new RelationPhrase(entity.Noun, [many.Groups["what"].Value], Many: true, Required: null, sentence);
        }
        if (_manyInDetails.IsMatch(phrase.Details) && _names.Find(phrase.Label) is not null)
        {
            return new RelationPhrase(entity.Noun, [phrase.Label], Many: true, Required: null, sentence);
        }
        if (_belongs.Match(phrase.Label) is { Success: true } belongs && _names.Find(belongs.Groups["what"].Value) is not null)
        {
            return new RelationPhrase(entity.Noun, [belongs.Groups["what"].Value], Many: false, DetailReader.Read(phrase.Details).Required, sentence);
        }
        return phrase.Details.Length == 0 && Noun.IsPlural(phrase.Label) && _names.Find(phrase.Label) is { } other && other != entity
            ? new RelationPhrase(entity.Noun, [phrase.Label], Many: true, Required: null, sentence)
            : null;
    }

    /// <summary>What is said twice of one field is joined.</summary>
    static void Add(EntityDraft entity, FieldDraft field)
    {
        var known = entity.Fields.Find(each => string.Equals(each.Label, field.Label, StringComparison.OrdinalIgnoreCase));
        if (known is null)
        {
            entity.Fields.Add(field);
            return;
        }
        known.Required ??= field.Required;
        known.Unique |= field.Unique;
        known.Limits = known.Limits.Join(field.Limits);
        known.Default ??= field.Default;
        if (known.Type is FieldType.Text && field.Type is not FieldType.Text)
        {
            (known.Type, known.Choices, known.Target) = (field.Type, field.Choices, field.Target);
        }
    }

    static readonly Regex _measurement = new(@"\b(reading|measurement|sample|result|metric|observation|parameter|sensor|setting|data point|dose|vital sign)$");

    static readonly Regex _many = new(@"^(many|multiple|several|numerous|various|lots of|a list of|list of|a number of|any number of|one or more|one or many|zero or more|zero or many|0\.\.n|at least one|more than one|two or more|a collection of|collection of|a set of|all)\s+(different\s+)?(?<what>\p{L}.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _manyInDetails = new(@"\b(many|multiple|several|one or more|zero or more|list of|one-to-many|has many|1:n|collection)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    static readonly Regex _belongs = new(@"^(belongs? to|refers? to|references?|linked to|assigned to|related to|links to|points to|is for|for|of|part of)\s+(an?\s+|the\s+|one\s+)?(?<what>\p{L}.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
}
