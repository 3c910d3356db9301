namespace Aios.Workshop.Artifacts.Applying;

/// <summary>What is to happen to one file of the user's.</summary>
public sealed record PlannedChange
{
    public required ArtifactPath Path { get; init; }

    public required ChangeKind Kind { get; init; }

    /// <summary>Where the kind alone does not say it.</summary>
    public string? Reason { get; init; }

    /// <summary>The hash of what is there; null for nothing.</summary>
    internal string? Before { get; init; }

    internal UnixFileMode? Mode { get; init; }

    /// <summary>The hash of what is to be there; null for nothing.</summary>
    internal string? After { get; init; }
}

public enum ChangeKind
{
    Add,
    Change,
    Remove,

    /// <summary>It is there already.</summary>
    Same,

    /// <summary>No longer part of the application, but the user has changed it: it stays.</summary>
    Keep,

    /// <summary>It would take the place of something that Aios has not written.</summary>
    Conflict,

    /// <summary>Something is in the way that is never written over.</summary>
    Blocked,
}
