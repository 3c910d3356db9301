using Aios.Workshop.Offline.Briefs.Drafts;
using Aios.Workshop.Offline.Briefs.Naming;

namespace Aios.Workshop.Offline.Briefs.Domains;

/// <summary>Names all entities of a domain, no two of them alike in singular or plural.</summary>
static class EntityNaming
{
    public static IReadOnlyDictionary<EntityDraft, (string Name, string Plural)> For(IEnumerable<EntityDraft> drafts)
    {
        HashSet<string> taken = [];
        Dictionary<EntityDraft, (string, string)> names = [];
        foreach (var draft in drafts)
        {
            var name = Free(SafeNames.Entity(draft.Noun.Singular), taken);
            names[draft] = (name, Free(SafeNames.Plural(draft.Noun.Plural, name), taken));
        }
        return names;
    }

    static string Free(string name, HashSet<string> taken)
    {
        var free = name;
        for (var number = 2; !taken.Add(free); number++)
        {
            free = $"{name}_{number}";
        }
        return free;
    }
}
