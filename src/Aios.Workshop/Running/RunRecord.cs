namespace Aios.Workshop.Running;

/// <summary>A run as the journal lists it.</summary>
public sealed record RunRecord
{
    public required string Id { get; init; }

    public required RunOrder Order { get; init; }

    public required RunStatus Status { get; init; }

    /// <summary>The version of Aios that began it.</summary>
    public required string Version { get; init; }

    public required DateTimeOffset Began { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>A process is at work on it.</summary>
    public required bool IsOwned { get; init; }
}
