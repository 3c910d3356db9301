using System.Text.Json.Serialization;

namespace Aios.Workshop.Contracts;

/// <summary>A kind of record that the application keeps.</summary>
/// <remarks>Every record also has <c>id</c>, <c>created_at</c> and <c>changed_at</c>, which no contract lists.</remarks>
public sealed record Entity
{
    /// <summary>In snake_case, singular.</summary>
    public required string Name { get; init; }

    /// <summary>In snake_case; its kebab-case form names the entity's addresses.</summary>
    public required string Plural { get; init; }

    /// <summary>What people call one of them.</summary>
    public required string Label { get; init; }

    /// <summary>What people call several of them.</summary>
    public required string Labels { get; init; }

    /// <summary>The field by which a record is recognised where another one refers to it.</summary>
    public required string Display { get; init; }

    public required IReadOnlyList<Field> Fields { get; init; }

    [JsonIgnore]
    public IEnumerable<Field> References => Fields.Where(each => each.Type == FieldType.Reference);
}
