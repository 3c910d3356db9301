namespace Aios.Workshop.Contracts;

/// <summary>What one answer of the CTO adds to a contract. A contract is written in parts, so that no answer is long and most are written at once.</summary>
public sealed record ContractPart
{
    public Application? Application { get; init; }

    public IReadOnlyList<Entity> Entities { get; init; } = [];

    public IReadOnlyList<Endpoint> Endpoints { get; init; } = [];

    public IReadOnlyList<Shape> Shapes { get; init; } = [];

    public IReadOnlyList<PlannedFile> Files { get; init; } = [];

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Dependencies { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public IReadOnlyList<string> Checks { get; init; } = [];
}
