using System.Globalization;
using Aios.Workshop.Contracts;
using Aios.Workshop.Offline.Briefs;

namespace Aios.Tests.Workshop.Offline.Briefs;

/// <summary>Writes a reading so that a person can review it: a line for each entity and each field.</summary>
static class Compact
{
    public static string Of(BriefReading reading)
    {
        IEnumerable<string> lines = reading.Domain is { } domain
            ? [$"{domain.Application.Name} \"{domain.Application.Title}\": {domain.Application.Summary}", Of(domain)]
            : reading.Mistakes;
        return string.Join('\n', lines.Concat(reading.Ignored.Select(each => $"ignored: {each}")));
    }

    /// <summary>The entities alone.</summary>
    public static string Of(Domain domain) => string.Join('\n', domain.Entities.SelectMany(Lines));

    static IEnumerable<string> Lines(Entity entity)
    {
        var labels = entity.Label == Capital(entity.Name) && entity.Labels == Capital(entity.Plural) ? "" : $" ({entity.Label}, {entity.Labels})";
        return [$"{entity.Name}/{entity.Plural}{labels} by {entity.Display}", .. entity.Fields.Select(Line)];
    }

    static string Line(Field field)
    {
        var label = field.Type is FieldType.Reference ? field.Name[..^3] : field.Name;
        List<string> words = [$"  {field.Name}{(field.Required ? "!" : "")}{(field.Unique ? " unique" : "")}: {Type(field)}"];
        if (field.Label != Capital(label))
        {
            words.Add($"\"{field.Label}\"");
        }
        if (Bounds(field.MinLength, field.MaxLength) is { } length)
        {
            words.Add($"length {length}");
        }
        if (Bounds(field.Min, field.Max) is { } bounds)
        {
            words.Add(bounds);
        }
        if (field.Words is { } states)
        {
            words.Add($"({string.Join(" | ", states)})");
        }
        if (field.Default is { } value && !(field.Type is FieldType.YesNo && !value.GetBoolean()))
        {
            words.Add($"= {value}");
        }
        return string.Join(' ', words);
    }

    static string Type(Field field) => field.Type switch
    {
        FieldType.Reference => $"-> {field.To}",
        FieldType.Choice => $"[{string.Join(" | ", field.Choices ?? [])}]",
        FieldType.LongText => "long text",
        FieldType.WholeNumber => "whole",
        FieldType.DateTime => "date time",
        FieldType.YesNo => "yes/no",
        var type => type.ToString().ToLowerInvariant(),
    };

    static string? Bounds(decimal? least, decimal? greatest) => (least, greatest) is (null, null)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{least}..{greatest}");

    static string Capital(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
