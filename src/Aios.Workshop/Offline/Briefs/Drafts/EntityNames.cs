using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Drafts;

/// <summary>Finds the entities of a brief by what the brief calls them.</summary>
sealed class EntityNames(IReadOnlyList<EntityDraft> entities)
{
    /// <summary>By its name, or by the last word of it where that is clear: a "class" is a "fitness class".</summary>
    public EntityDraft? Find(string phrase)
    {
        var key = Noun.KeyOf(phrase);
        return Exactly(key)
            ?? Exactly(WithoutLead(key))
            ?? Single(entities.Where(entity => entity.Noun.LastWord == key));
    }

    /// <summary>By its whole name only.</summary>
    public EntityDraft? Named(string phrase) => Exactly(Noun.KeyOf(phrase));

    /// <summary>Also where the phrase ends with its name: the "home team" is a "team".</summary>
    public EntityDraft? FindAtEnd(string phrase)
    {
        var key = Noun.KeyOf(phrase);
        return Find(phrase) ?? entities.Where(entity => key.EndsWith(" " + entity.Noun.Key, StringComparison.Ordinal) && !HasPreposition(key)).MaxBy(entity => entity.Noun.Key.Length);
    }

    /// <summary>A "message on the cake" is no cake.</summary>
    static bool HasPreposition(string key) => key.Split(' ').Any(word => word is "on" or "of" or "for" or "in" or "to" or "by" or "with" or "at" or "per" or "from" or "the");

    EntityDraft? Exactly(string key) => entities.FirstOrDefault(entity => entity.Noun.Key == key);

    static string WithoutLead(string key) => key.Split(' ') is ["existing" or "same" or "other" or "another" or "registered" or "specific" or "certain" or "particular" or "exactly" or "given", .. var rest]
        ? Noun.KeyOf(string.Join(' ', rest))
        : key;

    static EntityDraft? Single(IEnumerable<EntityDraft> found) => found.Take(2).ToList() is [var only] ? only : null;
}
