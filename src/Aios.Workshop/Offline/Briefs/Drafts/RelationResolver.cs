using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Entities;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Drafts;

/// <summary>Gives entities the references that sentences speak of and their fields do not have yet.</summary>
sealed class RelationResolver(List<EntityDraft> entities, EntityNames names, List<string> ignored)
{
    public void Resolve(IReadOnlyList<RelationPhrase> relations)
    {
        List<(EntityDraft From, EntityDraft To, bool? Required, bool Many, string Sentence)> found = [];
        foreach (var relation in relations)
        {
            foreach (var words in relation.Others)
            {
                if (Ends(relation, words) is { } ends)
                {
                    found.Add((ends.From, ends.To, relation.Required, relation.Many, relation.Sentence));
                }
            }
        }
        foreach (var (from, to, required, many, sentence) in found)
        {
            // A record has one reference of a kind; many on both sides would need a list of them.
            if (many && from != to && found.Exists(other => other.Many && other.From == to && other.To == from))
            {
                ignored.Add($"Many-to-many between {from.Noun.Plural} and {to.Noun.Plural}: {sentence}");
                continue;
            }
            Refer(from, to, required);
        }
    }

    static void Refer(EntityDraft from, EntityDraft to, bool? required)
    {
        if (from.Fields.Find(field => field.Target == to) is { } known)
        {
            known.Required ??= required;
            return;
        }
        var label = from == to ? "parent" : to.Noun.Singular;
        from.Fields.Add(new FieldDraft(label, FieldType.Reference) { Target = to, Required = required });
    }

    (EntityDraft From, EntityDraft To)? Ends(RelationPhrase relation, string words)
    {
        var phrase = Phrase(words);
        var (here, there) = (names.Find(relation.Of.Singular), names.Find(phrase.Label) ?? names.FindAtEnd(phrase.Label));
        if (here is null && there is null)
        {
            return null;
        }
        if (relation.IsLoose && (here is null || there is null))
        {
            AddDate(here, phrase);
            return null;
        }
        // What is listed with other things or has rules is a field of which the sentence says no more.
        if (here is null || relation.Others.Count == 1 && phrase.Details.Length == 0)
        {
            here ??= Make(relation.Of);
            there ??= Make(Noun.Of(phrase.Label));
        }
        if (here is null || there is null)
        {
            ignored.Add(relation.Sentence);
            return null;
        }
        return relation.Many ? (there, here) : (here, there);
    }

    /// <summary>What <c>takes place on a date</c> has one.</summary>
    static void AddDate(EntityDraft? here, FieldPhrase phrase)
    {
        if (here is not null && TypeGuess.Of(phrase.Label) is FieldType.Date or FieldType.DateTime && !here.Fields.Exists(field => field.Type is FieldType.Date or FieldType.DateTime))
        {
            here.Fields.Add(new FieldDraft(phrase.Label, TypeGuess.Of(phrase.Label) ?? FieldType.Date) { Required = DetailReader.Read(phrase.Details).Required });
        }
    }

    static FieldPhrase Phrase(string words) => PhraseReader.ReadList(words) is [var first, ..] ? first : new FieldPhrase(words, "");

    /// <summary>A thing that is only mentioned has at least a name, unless it is one that needs more than that.</summary>
    EntityDraft? Make(Noun noun)
    {
        if (noun.Key.Split(' ').Length > 2 || StopNouns.Contains(noun.Key) || StopNouns.NeedMore(noun.Key))
        {
            return null;
        }
        var entity = new EntityDraft(noun);
        entity.Fields.Add(new FieldDraft("name", FieldType.Text) { Required = true });
        entities.Add(entity);
        return entity;
    }
}
