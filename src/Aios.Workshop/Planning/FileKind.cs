using System.Text.Json.Serialization;

namespace Aios.Workshop.Planning;

/// <summary>A kind of file that applications of a workflow are made of: what the CTO plans from.</summary>
/// <remarks>Texts may hold placeholders: <c>{name} {plural} {label} {labels}</c> of an entity, <c>{Name} {Plural}</c> in PascalCase,
/// <c>{name-} {plural-}</c> in kebab-case, and <c>{app}</c>, the application's name.</remarks>
public sealed record FileKind
{
    /// <summary>The kind's name, for example <c>backend/router</c>.</summary>
    public string Kind { get; init; } = "";

    public string Path { get; init; } = "";

    /// <summary><c>entity</c> where there is one such file for each entity.</summary>
    public string? Each { get; init; }

    public string Owner { get; init; } = "";

    /// <summary>The part of the contract that lists files of this kind.</summary>
    public string Part { get; init; } = "";

    public string Purpose { get; init; } = "";

    public List<string> Exports { get => field ?? []; init; }

    /// <summary>Kinds that are written before, and whose text is shown. Of an entity's kind it is the file of the same entity that is meant.</summary>
    public List<string> Needs { get => field ?? []; init; }

    /// <summary>Kinds of which only the exports are shown, so that nobody waits for them.</summary>
    public List<string> Uses { get => field ?? []; init; }

    /// <summary>It is the same for every application: whoever writes it is told of no entity.</summary>
    [JsonIgnore]
    public bool General { get; init; }

    /// <summary>How hard such a file is, from 1 to 10, where the workflow knows better than the formula. Nothing for whoever writes it.</summary>
    [JsonIgnore]
    public int? Complexity
    {
        get;
        init => field = value is null or (>= TaskComplexity.Least and <= TaskComplexity.Most) ? value : throw new ArgumentOutOfRangeException(nameof(Complexity), value, "A complexity is from 1 to 10.");
    }

    /// <summary>Small files of one owner that share a group are written in one answer.</summary>
    public string? Group { get; init; }
}
