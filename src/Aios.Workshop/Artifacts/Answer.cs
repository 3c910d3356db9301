namespace Aios.Workshop.Artifacts;

/// <summary>The one form into which an answer is read, whatever the shape in which it came.</summary>
public sealed record Answer
{
    /// <summary>Only files that came whole, at a path that is allowed.</summary>
    public required IReadOnlyList<AnsweredFile> Files { get; init; }

    /// <summary>Why the answer must not be used, for the specialist and the user to read; empty when it may.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Why the specialist cannot do what it was asked, in its own words.</summary>
    public string? Cannot { get; init; }
}

public sealed record AnsweredFile(ArtifactPath Path, string Text);
