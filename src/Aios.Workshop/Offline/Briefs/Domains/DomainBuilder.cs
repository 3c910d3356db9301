using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs.Drafts;
using Aios.Workshop.Offline.Briefs.Naming;

namespace Aios.Workshop.Offline.Briefs.Domains;

/// <summary>Turns what was understood of a brief into a domain that obeys the rules of contracts.</summary>
static class DomainBuilder
{
    const int MostEntities = 6;
    const int MostFields = 16;

    public static Domain Build(Application application, IReadOnlyList<EntityDraft> drafts, List<string> ignored)
    {
        List<EntityDraft> kept = [.. drafts.Take(MostEntities)];
        ignored.AddRange(drafts.Skip(MostEntities).Select(each => $"More than {MostEntities} kinds of record: {each.Noun.Plural}"));
        foreach (var draft in kept)
        {
            Trim(draft, kept, ignored);
        }
        var ordered = DependencyOrder.Of(kept, ignored);
        var names = EntityNaming.For(ordered);
        return new Domain(application, [.. ordered.Select(draft => Entity(draft, names))]);
    }

    static void Trim(EntityDraft draft, List<EntityDraft> kept, List<string> ignored)
    {
        foreach (var field in draft.Fields.Where(field => field.Target is { } target && !kept.Contains(target)))
        {
            (field.Type, field.Target) = (FieldType.Text, null);
        }
        ignored.AddRange(draft.Fields.Skip(MostFields).Select(field => $"More than {MostFields} fields of a {draft.Noun.Singular}: {field.Label}"));
        draft.Fields.RemoveRange(Math.Min(MostFields, draft.Fields.Count), Math.Max(0, draft.Fields.Count - MostFields));
    }

    static Entity Entity(EntityDraft draft, IReadOnlyDictionary<EntityDraft, (string Name, string Plural)> names)
    {
        var display = Display.Of(draft);
        List<Field> fields = [];
        foreach (var each in draft.Fields)
        {
            var field = FieldBuilder.Build(each, each == display && Display.IsExpected(each, draft), target => names[target].Name, target => target == draft);
            fields.Add(field with { Name = Free(field.Name, fields) });
        }
        return new Entity
        {
            Name = names[draft].Name,
            Plural = names[draft].Plural,
            Label = Labels.Of(draft.Noun.Singular),
            Labels = Labels.Of(draft.Noun.Plural),
            Display = fields[draft.Fields.IndexOf(display)].Name,
            Fields = fields,
        };
    }

    static string Free(string name, List<Field> fields)
    {
        var free = name;
        for (var number = 2; fields.Exists(field => field.Name == free); number++)
        {
            free = name.EndsWith("_id", StringComparison.Ordinal) ? $"{name[..^3]}_{number}_id" : $"{name}_{number}";
        }
        return free;
    }
}
