namespace Aios.Workshop.Artifacts;

/// <summary>What arrived of a file that did not come whole.</summary>
/// <param name="Text">Up to the last character that arrived.</param>
public sealed record CutFile(ArtifactPath Path, string Text)
{
    /// <summary>The answer itself stopped here, at the end of a line, because it was asked for a part only.</summary>
    public bool IsPaused { get; init; }
}
