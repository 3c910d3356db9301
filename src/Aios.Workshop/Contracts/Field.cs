using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Workshop.Contracts;

/// <summary>One value of a record, with the rules that it must obey.</summary>
public sealed record Field
{
    /// <summary>In snake_case; a reference ends in <c>_id</c>.</summary>
    public required string Name { get; init; }

    public required string Label { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required FieldType Type { get; init; }

    /// <summary>Whether a record may not be without it. What has a default may be left out of a request all the same.</summary>
    public bool Required { get; init; }

    /// <summary>No two records share it.</summary>
    public bool Unique { get; init; }

    /// <summary>In characters, of texts.</summary>
    public int? MinLength { get; init; }

    /// <summary>In characters, of texts.</summary>
    public int? MaxLength { get; init; }

    /// <summary>The least value of a number or an amount, inclusive.</summary>
    public decimal? Min { get; init; }

    /// <summary>The greatest value of a number or an amount, inclusive.</summary>
    public decimal? Max { get; init; }

    /// <summary>What a <see cref="FieldType.Choice"/> chooses from.</summary>
    public IReadOnlyList<string>? Choices { get; init; }

    /// <summary>The name of the entity that a <see cref="FieldType.Reference"/> points to.</summary>
    public string? To { get; init; }

    /// <summary>What people call the two values of a <see cref="FieldType.YesNo"/>, the false one first.</summary>
    public IReadOnlyList<string>? Words { get; init; }

    /// <summary>The value where a request has none.</summary>
    public JsonElement? Default { get; init; }
}

[JsonConverter(typeof(FieldTypeConverter))]
public enum FieldType
{
    Text,
    LongText,
    [JsonStringEnumMemberName("integer")]
    WholeNumber,
    Number,
    Money,
    Date,
    DateTime,
    YesNo,
    Choice,
    Reference,
}

/// <summary>As the words of the contract's schema.</summary>
sealed class FieldTypeConverter() : JsonStringEnumConverter<FieldType>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
