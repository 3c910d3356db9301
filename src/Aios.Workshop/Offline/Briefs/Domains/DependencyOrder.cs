using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Drafts;

namespace Aios.Workshop.Offline.Briefs.Domains;

/// <summary>Orders entities so that each stands behind those that it refers to.</summary>
static class DependencyOrder
{
    /// <param name="ignored">Receives the references that close a circle; they are taken away.</param>
    public static IReadOnlyList<EntityDraft> Of(IReadOnlyList<EntityDraft> drafts, List<string> ignored)
    {
        List<EntityDraft> ordered = [];
        HashSet<EntityDraft> open = [];
        foreach (var draft in drafts)
        {
            Visit(draft);
        }
        return ordered;

        void Visit(EntityDraft draft)
        {
            if (ordered.Contains(draft))
            {
                return;
            }
            open.Add(draft);
            foreach (var field in draft.Fields.Where(field => field.Type is FieldType.Reference && field.Target != draft).ToList())
            {
                if (open.Contains(field.Target!)) // a reference has a target
                {
                    ignored.Add($"{draft.Noun.Plural} and {field.Target!.Noun.Plural} refer to each other: {field.Label} of a {draft.Noun.Singular}");
                    draft.Fields.Remove(field);
                }
                else
                {
                    Visit(field.Target!);
                }
            }
            open.Remove(draft);
            ordered.Add(draft);
        }
    }
}
