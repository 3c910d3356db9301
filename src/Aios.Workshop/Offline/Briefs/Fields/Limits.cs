namespace Aios.Workshop.Offline.Briefs.Fields;

/// <summary>The bounds that a brief gives for a field.</summary>
/// <param name="Characters">Whether the bounds are said to be of the length.</param>
/// <param name="AboveLeast">The least value itself is not allowed.</param>
/// <param name="BelowGreatest">The greatest value itself is not allowed.</param>
sealed record Limits(decimal? Least, decimal? Greatest, bool Characters, bool AboveLeast = false, bool BelowGreatest = false)
{
    public static readonly Limits None = new(null, null, Characters: false);

    public Limits Join(Limits later) => new(
        later.Least ?? Least,
        later.Greatest ?? Greatest,
        Characters || later.Characters,
        later.Least is null ? AboveLeast : later.AboveLeast,
        later.Greatest is null ? BelowGreatest : later.BelowGreatest);

    /// <summary>Not so for 1.0 to 5.0.</summary>
    public bool IsWhole => (Least ?? 0).Scale == 0 && (Greatest ?? 0).Scale == 0;
}
