using Aios.Workshop.Contracts;

namespace Aios.Workshop.Planning;

/// <summary>The placeholders of a workflow's texts.</summary>
public static class Placeholders
{
    public static string Fill(string text, Application application, Entity? entity)
    {
        var filled = text.Replace("{app}", application.Name, StringComparison.Ordinal);
        return entity is null ? filled : Values(entity).Aggregate(filled, (so, pair) => so.Replace(pair.Name, pair.Value, StringComparison.Ordinal));
    }

    static (string Name, string Value)[] Values(Entity entity) =>
    [
        ("{name}", entity.Name),
        ("{plural}", entity.Plural),
        ("{label}", entity.Label),
        ("{labels}", entity.Labels),
        ("{Name}", Casing.Pascal(entity.Name)),
        ("{Plural}", Casing.Pascal(entity.Plural)),
        ("{name-}", Casing.Kebab(entity.Name)),
        ("{plural-}", Casing.Kebab(entity.Plural)),
    ];
}
