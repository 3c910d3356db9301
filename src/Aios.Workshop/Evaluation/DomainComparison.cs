using System.Globalization;
using Aios.Workshop.Contracts;
using Humanizer;

namespace Aios.Workshop.Evaluation;

/// <summary>Whether a domain has all that another one has. What it has beyond that, and the words that people see, are its own affair.</summary>
static class DomainComparison
{
    public static IEnumerable<string> Missing(Domain wanted, Domain found) =>
        from entity in wanted.Entities
        from mistake in found.Entities.FirstOrDefault(each => each.Name == entity.Name) is { } its ? Missing(entity, its) : [$"There is no entity '{entity.Name}'."]
        select mistake;

    static IEnumerable<string> Missing(Entity wanted, Entity found) =>
        from field in wanted.Fields
        from mistake in Match(field, found) is { } its ? Differences($"{found.Name}.{its.Name}", field, its) : [$"'{found.Name}' has no field '{field.Name}'."]
        select mistake;

    /// <summary>The field of that name, or one of the same type with a longer name: <c>is_done</c> for <c>done</c>.</summary>
    static Field? Match(Field wanted, Entity entity) =>
        entity.Fields.FirstOrDefault(each => each.Name == wanted.Name)
        ?? entity.Fields.FirstOrDefault(each => IsLike(wanted.Type, each.Type) && wanted.Name.Split('_').All(each.Name.Split('_').Contains));

    static IEnumerable<string> Differences(string where, Field wanted, Field found) =>
        !IsLike(wanted.Type, found.Type) ? [$"'{where}' is a {Word(found.Type)}, not a {Word(wanted.Type)}."] :
        [
            .. wanted is { Required: true, Default: null } && !found.Required ? (string[])[$"'{where}' has to be required."] : [],
            .. !wanted.Required && found is { Required: true, Default: null } ? (string[])[$"'{where}' must not be required."] : [],
            .. Rule(where, "max_length", wanted.MaxLength, found.MaxLength),
            .. Rule(where, "min", wanted.Min, found.Min),
            .. Rule(where, "max", wanted.Max, found.Max),
            .. Rule(where, "choices", Joined(wanted.Choices), Joined(found.Choices)),
            .. wanted.Type == FieldType.Choice ? Rule(where, "default", wanted.Default?.GetRawText(), found.Default?.GetRawText()) : [],
        ];

    /// <summary>What the brief does not say, the domain is free to.</summary>
    static IEnumerable<string> Rule(string where, string rule, object? wanted, object? found) =>
        wanted is null || wanted.Equals(found) ? [] : [string.Create(CultureInfo.InvariantCulture, $"'{where}': {rule} is {found ?? "not said"}, not {wanted}.")];

    // A text may be a long one where the brief does not say how long.
    static bool IsLike(FieldType wanted, FieldType found) => wanted == found || (wanted, found) is (FieldType.LongText, FieldType.Text);

    static string? Joined(IReadOnlyList<string>? choices) => choices is null ? null : string.Join(", ", choices);

    static string Word(FieldType type) => type.ToString().Underscore();
}
