namespace Aios.Workshop.Repairing;

/// <summary>A question to a specialist about files of its that may have a mistake, and what was found.</summary>
public sealed record Repair
{
    /// <summary>Of the task that it is.</summary>
    public required string Id { get; init; }

    /// <summary>Whose files they are.</summary>
    public required string Specialist { get; init; }

    /// <summary>The paths of the files that may be changed, the likeliest first.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public required IReadOnlyList<RepairEvidence> Found { get; init; }

    /// <summary>The evidence names the first file; else it was looked for among those of whoever is told of the check.</summary>
    public bool IsNamed { get; init; }

    /// <summary>A sum over the tasks that wrote the files: where one of them has become another, the repair is of no use any more.</summary>
    public required string Writers { get; init; }

    public IEnumerable<string> Checks => Found.Select(each => each.Check).Distinct();
}

/// <summary>What of a check's evidence is about the files of a repair.</summary>
/// <param name="Error">The same for the same error; see <see cref="ErrorSum"/>.</param>
public sealed record RepairEvidence(string Check, string Text, string Error);
