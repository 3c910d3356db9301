using System.Text.Json;

namespace Aios.Workshop.Contracts;

/// <summary>The CTO's design of an application: what every other specialist builds towards, and what the checks hold it to.</summary>
public sealed record Contract
{
    public required Application Application { get; init; }

    public required IReadOnlyList<Entity> Entities { get; init; }

    public required IReadOnlyList<Endpoint> Endpoints { get; init; }

    public required IReadOnlyList<Shape> Shapes { get; init; }

    public required IReadOnlyList<PlannedFile> Files { get; init; }

    /// <summary>Packages the application needs, by ecosystem (<c>python</c>, <c>npm</c>).</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Dependencies { get; init; }

    /// <summary>The names of the workflow's checks that the application has to pass.</summary>
    public required IReadOnlyList<string> Checks { get; init; }

    /// <summary>Readable, for people and for the checks.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ContractJson.Readable.Contract);
}

/// <param name="Name">In kebab-case; names folders, images and services.</param>
public sealed record Application(string Name, string Title, string Summary);
