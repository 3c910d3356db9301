using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Aios.Workshop.Contracts;

namespace Aios.Workshop.Planning;

/// <summary>The slice of the contract that one task needs, as its specialist is shown it.</summary>
public sealed record Assignment
{
    /// <summary>What to write, and for contract parts what for.</summary>
    public required IReadOnlyList<PlannedFile> Files { get; init; }

    /// <summary>What to plan, where the task is to write a part of the contract.</summary>
    public PartPlan? Part { get; init; }

    public Application? Application { get; init; }

    /// <summary>The entity that the files are about.</summary>
    public Entity? Entity { get; init; }

    /// <summary>That entity and those it refers to, or all of them.</summary>
    public IReadOnlyList<Entity> Entities { get => field ?? []; init; }

    public IReadOnlyList<Endpoint> Endpoints { get => field ?? []; init; }

    public IReadOnlyList<Shape> Shapes { get => field ?? []; init; }

    /// <summary>By path: what other files export, to be relied on.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Signatures { get => field ?? new Dictionary<string, IReadOnlyList<string>>(); init; }

    /// <summary>What of it one of its files has to do with.</summary>
    internal Assignment For(PlannedFile file)
    {
        var entity = Entities.FirstOrDefault(each => each.Name == file.Entity);
        return this with
        {
            Files = [file],
            Entity = entity,
            Entities = entity is null ? Entities : FileTasks.WithReferred(entity, Entities),
            Endpoints = [.. Endpoints.Where(endpoint => entity is null || endpoint.Entity == entity.Name)],
            Shapes = [.. Shapes.Where(shape => entity is null || shape.Entity == entity.Name || shape.ListOf == entity.Name)],
        };
    }

    public string ToJson() => JsonSerializer.Serialize(this, AssignmentJson.Readable.Assignment);

    /// <exception cref="JsonException">The text is no assignment.</exception>
    public static Assignment FromJson(string json) =>
        JsonSerializer.Deserialize(json, AssignmentJson.Default.Assignment) ?? throw new JsonException("The assignment is null.");
}

/// <summary>What one part of the contract has to hold.</summary>
public sealed record PartPlan
{
    public required string Name { get; init; }

    /// <summary>What is wanted, in words.</summary>
    public required string Asks { get; init; }

    /// <summary>The kinds of file to plan.</summary>
    public IReadOnlyList<FileKind> Layout { get => field ?? []; init; }

    /// <summary>The names of the checks that a contract can ask for.</summary>
    public IReadOnlyList<string> Checks { get => field ?? []; init; }

    /// <summary>Where other files that were planned lie, by kind, with their entity's name after a colon: what needs and uses may name.</summary>
    public IReadOnlyDictionary<string, string> Paths { get => field ?? new Dictionary<string, string>(); init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    MaxDepth = 32)]
[JsonSerializable(typeof(Assignment))]
sealed partial class AssignmentJson : JsonSerializerContext
{
    /// <summary>Characters of other languages stay as they are.</summary>
    public static AssignmentJson Readable => field ??= new(new(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
