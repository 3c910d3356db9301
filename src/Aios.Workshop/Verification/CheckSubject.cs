namespace Aios.Workshop.Verification;

/// <summary>What a check is about, for those who have to repair what it found.</summary>
/// <param name="Blame">The specialist who is told when it fails and its evidence names no file.</param>
/// <param name="Folder">Where it runs, within the application; empty for all of it.</param>
public sealed record CheckSubject(string Name, string Title, string Blame, string Folder)
{
    /// <summary>Checks whose failing may be all that this one found: as long as one of them fails, nobody is told of what names no file.</summary>
    public IReadOnlyList<string> DoubtfulWhile { get; init; } = [];
}
