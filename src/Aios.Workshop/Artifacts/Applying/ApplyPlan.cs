namespace Aios.Workshop.Artifacts.Applying;

/// <summary>What applying would do, file by file; nothing is done yet.</summary>
public sealed record ApplyPlan(string Target, IReadOnlyList<PlannedChange> Changes)
{
    /// <summary>Those that change something.</summary>
    public IEnumerable<PlannedChange> Doing => Changes.Where(change => change.Kind is ChangeKind.Add or ChangeKind.Change or ChangeKind.Remove);

    public IEnumerable<PlannedChange> Conflicts => Changes.Where(change => change.Kind is ChangeKind.Conflict or ChangeKind.Blocked);

    /// <param name="wanted">The hash of each file of the application.</param>
    /// <param name="found">What there is at each path that is wanted or remembered.</param>
    /// <param name="remembered">The hash of what Aios last wrote at each path.</param>
    /// <param name="force">Whether what Aios has not written may be replaced.</param>
    internal static ApplyPlan Of(
        string target, IReadOnlyDictionary<ArtifactPath, string> wanted, IReadOnlyDictionary<ArtifactPath, Found> found,
        IReadOnlyDictionary<ArtifactPath, Remembered> remembered, bool force) =>
        new(target, [.. found.Select(each => Plan(each.Key, wanted.GetValueOrDefault(each.Key), each.Value, remembered.GetValueOrDefault(each.Key), force))
            .OfType<PlannedChange>().OrderBy(change => change.Path.Text, StringComparer.Ordinal)]);

    static PlannedChange? Plan(ArtifactPath path, string? wanted, Found found, Remembered? remembered, bool force)
    {
        var (kind, reason) = wanted is null ? Unwanted(found, remembered) : Wanted(wanted, found, remembered, force);
        return kind is null ? null : new()
        {
            Path = path,
            Kind = kind.Value,
            Reason = reason,
            Before = found.Hash,
            Mode = (found as Found.File)?.Mode,
            After = wanted,
        };
    }

    static (ChangeKind? Kind, string? Reason) Wanted(string wanted, Found found, Remembered? remembered, bool force) => found switch
    {
        Found.Obstacle obstacle => (ChangeKind.Blocked, obstacle.What),
        Found.Nothing => (ChangeKind.Add, remembered is null ? null : "it was there and has been removed"),
        _ when found.Hash == wanted => (ChangeKind.Same, null),
        _ when found.Hash == remembered?.Hash => (ChangeKind.Change, null),
        _ when force => (ChangeKind.Change, Theirs(remembered)),
        _ => (ChangeKind.Conflict, Theirs(remembered)),
    };

    /// <summary>Taken away is only what this run itself has written.</summary>
    static (ChangeKind? Kind, string? Reason) Unwanted(Found found, Remembered? remembered) => found switch
    {
        _ when remembered is not { Own: true } => (null, null),
        Found.File file when file.Content == remembered.Hash => (ChangeKind.Remove, "it is no longer part of the application"),
        Found.File => (ChangeKind.Keep, "it is no longer part of the application, but it has been changed since Aios wrote it"),
        _ => (null, null),
    };

    static string Theirs(Remembered? remembered) => remembered is null ? "there is a file that Aios has not written" : "it has been changed since Aios wrote it";
}

/// <summary>What Aios last wrote at a path.</summary>
/// <param name="Own">Whether this run did, and not another one.</param>
sealed record Remembered(string Hash, bool Own);
