namespace Aios.Workshop.Artifacts.Edits;

/// <summary>Changes to one file that is there already.</summary>
public sealed record FileEdit(ArtifactPath Path, IReadOnlyList<EditBlock> Blocks);

/// <summary>Lines that are there, and the lines that shall be there instead.</summary>
public sealed record EditBlock(IReadOnlyList<string> Search, IReadOnlyList<string> Replace)
{
    /// <summary>Has to stand on a line above them; only patches say so.</summary>
    public string? Under { get; init; }
}
