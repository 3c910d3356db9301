using System.Text.Json;

namespace Aios.Workshop.Contracts;

/// <summary>What one answer of the CTO adds to a contract. A contract is written in parts, so that no answer is long and most are written at once.</summary>
public sealed record ContractPart
{
    public Application? Application { get; init; }

    public IReadOnlyList<Entity> Entities { get => field ?? []; init; }

    public IReadOnlyList<Endpoint> Endpoints { get => field ?? []; init; }

    public IReadOnlyList<Shape> Shapes { get => field ?? []; init; }

    public IReadOnlyList<PlannedFile> Files { get => field ?? []; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Dependencies { get => field ?? new Dictionary<string, IReadOnlyList<string>>(); init; }

    public IReadOnlyList<string> Checks { get => field ?? []; init; }

    /// <summary>As a contract is written, for people and models.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ContractJson.Readable.ContractPart);
}
