namespace Aios.Workshop.Artifacts.Applying;

/// <summary>A folder of the user's, in which no link is followed.</summary>
/// <param name="root">The folder itself may be reached by links: the user has named it.</param>
sealed class UserFolder(string root)
{
    public string Root => root;

    public string At(ArtifactPath path) => Path.Combine(root, path.Text);

    /// <exception cref="IOException">It cannot be read.</exception>
    public Found Look(ArtifactPath path)
    {
        var (at, shown) = (root, "");
        foreach (var segment in path.Segments.SkipLast(1))
        {
            (at, shown) = (Path.Combine(at, segment), shown + segment);
            switch (Entry.KindOf(at))
            {
                case EntryKind.Nothing:
                    return new Found.Nothing();
                case EntryKind.Folder:
                    shown += "/";
                    break;
                case var kind:
                    return new Found.Obstacle($"{shown} is {Named(kind)} where a folder must be");
            }
        }

        return Entry.KindOf(At(path)) switch
        {
            EntryKind.Nothing => new Found.Nothing(),
            EntryKind.File => new Found.File(Content.HashOf(At(path)), OperatingSystem.IsWindows() ? null : File.GetUnixFileMode(At(path))),
            var kind => new Found.Obstacle($"{path} is {Named(kind)}"),
        };
    }

    /// <summary>Whether there is a folder for a file of that path, reached by no link.</summary>
    public bool Reaches(ArtifactPath path) => Around(path).All(folder => Entry.KindOf(folder) == EntryKind.Folder);

    /// <summary>The folders in this one in which a path lies.</summary>
    public IEnumerable<string> Around(ArtifactPath path)
    {
        var at = root;
        foreach (var segment in path.Segments.SkipLast(1))
        {
            yield return at = Path.Combine(at, segment);
        }
    }

    /// <summary>The folders that have to be made before files can be at these paths, outermost first.</summary>
    public IReadOnlyList<string> Missing(IEnumerable<ArtifactPath> paths)
    {
        SortedSet<string> missing = new(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            for (var at = Path.GetDirectoryName(At(path)); at is not null && !Directory.Exists(at) && missing.Add(at); at = Path.GetDirectoryName(at))
            {
            }
        }

        return [.. missing];
    }

    static string Named(EntryKind kind) => kind switch
    {
        EntryKind.Link => "a link",
        EntryKind.Folder => "a folder",
        EntryKind.File => "a file",
        _ => "no ordinary file",
    };
}
