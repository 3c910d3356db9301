using Aios.Workshop.Offline.Briefs.Drafts;
using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Entities;

/// <summary>What the reading of a brief has found so far, in the order of the brief.</summary>
sealed class Findings
{
    readonly List<EntityDraft> _entities = [];

    /// <summary>Things with fields; others are only mentioned.</summary>
    public IEnumerable<EntityDraft> Described => _entities.Where(entity => entity.Phrases.Exists(FieldSigns.IsSure) || entity.Phrases.Count > 1);

    public List<RelationPhrase> Relations { get; } = [];

    public List<RulePhrase> Rules { get; } = [];

    /// <summary>Sentences and bullets that describe no entity.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>The entity that the text spoke of last: "it".</summary>
    public EntityDraft? Current { get; private set; }

    public EntityDraft Speak(Noun noun)
    {
        var entity = _entities.Find(each => each.Noun.Key == noun.Key);
        if (entity is null)
        {
            entity = new EntityDraft(noun);
            _entities.Add(entity);
        }
        return Current = entity;
    }

    /// <summary>Whether the text has described this already.</summary>
    public bool Knows(Noun noun) => Described.Any(each => each.Noun.Key == noun.Key || each.Noun.LastWord == noun.Key);

    /// <summary>The known thing that is meant, also by the last word of its name.</summary>
    public Noun Named(Noun noun) => (Described.FirstOrDefault(each => each.Noun.Key == noun.Key) ?? Described.FirstOrDefault(each => each.Noun.LastWord == noun.Key))?.Noun ?? noun;

    public void Describe(Noun noun, IEnumerable<FieldPhrase> phrases) => Speak(noun).Phrases.AddRange(phrases);
}

/// <summary>One thing refers to others, in the words of the brief.</summary>
/// <param name="Others">What it refers to, as listed.</param>
/// <param name="Many">One <paramref name="Of"/> has many of the others, which therefore refer to it.</param>
sealed record RelationPhrase(Noun Of, IReadOnlyList<string> Others, bool Many, bool? Required, string Sentence)
{
    /// <summary>The sentence may mean something else, so that both things have to be known.</summary>
    public bool IsLoose { get; init; }
}

/// <summary>A rule that is stated apart from the field: <c>the title and the author are required</c>.</summary>
sealed record RulePhrase(EntityDraft? Entity, string Subject, string Rule, string Sentence);
