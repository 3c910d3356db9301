using Aios.Workshop.Offline.Briefs.Fields;
using Aios.Workshop.Offline.Briefs.Language;

namespace Aios.Workshop.Offline.Briefs.Drafts;

/// <summary>A thing that the brief describes, while it is being read.</summary>
sealed class EntityDraft(Noun noun)
{
    public Noun Noun { get; } = noun;

    public List<FieldPhrase> Phrases { get; } = [];

    public List<FieldDraft> Fields { get; } = [];
}
