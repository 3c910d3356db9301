namespace Aios.Workshop.Artifacts.Applying;

/// <summary>What is at a place in a folder of the user's.</summary>
abstract record Found
{
    private protected Found()
    {
    }

    /// <summary>Of a file; null where there is nothing.</summary>
    public string? Hash => (this as File)?.Content;

    public sealed record Nothing : Found;

    /// <param name="Content">Its hash.</param>
    /// <param name="Mode">Null where the system has none.</param>
    public sealed record File(string Content, UnixFileMode? Mode) : Found;

    /// <summary>Something that is neither replaced nor walked through.</summary>
    public sealed record Obstacle(string What) : Found;
}
