namespace Aios.Workshop.Artifacts.Applying;

/// <summary>One file's way from what is there to what is to be there.</summary>
/// <param name="From">The hash of what may be replaced; null for nothing.</param>
/// <param name="To">The hash of what is to be there; null for nothing.</param>
/// <param name="Source">A file with that content; not looked at where there is to be nothing.</param>
/// <param name="Mode">Null for what is usual.</param>
sealed record FileStep(ArtifactPath Path, string? From, string? To, string Source, UnixFileMode? Mode);
