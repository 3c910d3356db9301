using Aios.Workshop.Artifacts.Edits;
using Aios.Workshop.Artifacts.Forms;

namespace Aios.Workshop.Artifacts;

/// <summary>The one form into which an answer is read, whatever the shape in which it came.</summary>
public sealed record Answer
{
    /// <summary>Only files that came whole, at a path that is allowed.</summary>
    public required IReadOnlyList<AnsweredFile> Files { get; init; }

    /// <summary>Why the answer must not be used, for the specialist and the user to read; empty when it may.</summary>
    public required IReadOnlyList<string> Problems { get; init; }

    /// <summary>Those of the problems that no further text can cure.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];

    /// <summary>Why the specialist cannot do what it was asked, in its own words.</summary>
    public string? Cannot { get; init; }

    /// <summary>Changes to files that exist; only those that came whole. None is left once they were applied.</summary>
    public IReadOnlyList<FileEdit> Edits { get; init; } = [];

    /// <summary>The file that was arriving when the answer ended.</summary>
    public CutFile? Cut { get; init; }

    /// <summary>The shape in which it came.</summary>
    public string Form { get; init; } = AnswerForms.Framed;

    /// <summary>It came in another shape than the one that was asked for.</summary>
    public bool IsLenient => Form != AnswerForms.Framed;
}

public sealed record AnsweredFile(ArtifactPath Path, string Text);
