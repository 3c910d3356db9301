namespace Aios.Workshop.Planning;

/// <summary>A task as the events of a run tell of it: whose it is, what it waits for and what comes of it.</summary>
public sealed record PlannedTask
{
    public required string Id { get; init; }

    /// <summary>The name of the specialist who does it.</summary>
    public required string Specialist { get; init; }

    /// <summary>By which lengths, times and verdicts are remembered.</summary>
    public required string Kind { get; init; }

    /// <summary>The same for a task that is told the same; see <see cref="WorkTask.Key"/>.</summary>
    public required string Key { get; init; }

    /// <summary>The number of the change for which it was asked again; 0 for as it was at first.</summary>
    public int Since { get; init; }

    /// <summary>The tasks that must be done before.</summary>
    public IReadOnlyList<string> Needs { get => field ?? []; init; }

    /// <summary>The paths of the files that it writes.</summary>
    public IReadOnlyList<string> Files { get => field ?? []; init; }

    /// <summary>The checks because of which it changes files that others wrote; null where it writes them.</summary>
    public IReadOnlyList<string>? Repairs { get; init; }

    public bool IsRepair => Repairs is not null;

    /// <summary>As the record says it, lists by what is in them.</summary>
    public bool Equals(PlannedTask? other) =>
        other is not null && (Id, Specialist, Kind, Key, Since) == (other.Id, other.Specialist, other.Kind, other.Key, other.Since)
        && Needs.SequenceEqual(other.Needs) && Files.SequenceEqual(other.Files) && (Repairs ?? []).SequenceEqual(other.Repairs ?? []);

    public override int GetHashCode() => HashCode.Combine(Id, Key);
}
