namespace Aios.Workshop.Contracts;

/// <summary>A file to be written, and by whom.</summary>
public sealed record PlannedFile
{
    public required string Path { get; init; }

    /// <summary>The specialist who writes it.</summary>
    public required string Owner { get; init; }

    /// <summary>The kind of file, as the workflow's layout names it.</summary>
    public required string Kind { get; init; }

    public required string Purpose { get; init; }

    /// <summary>The entity it is about, where it is about one.</summary>
    public string? Entity { get; init; }

    /// <summary>Signatures that others may rely on.</summary>
    public IReadOnlyList<string> Exports { get => field ?? []; init; }

    /// <summary>Files that must be written before; their text is shown to the specialist.</summary>
    public IReadOnlyList<string> Needs { get => field ?? []; init; }

    /// <summary>Files of which only the exports are shown, so that nobody has to wait for them.</summary>
    public IReadOnlyList<string> Uses { get => field ?? []; init; }

    /// <summary>Small files of one owner that share a group are written in one answer.</summary>
    public string? Group { get; init; }
}
