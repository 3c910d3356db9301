namespace Aios.Workshop.Artifacts.Forms;

/// <summary>The files that a task has to give.</summary>
sealed class Wanted(IReadOnlyList<ArtifactPath> paths)
{
    public IReadOnlyList<ArtifactPath> Paths => paths;

    /// <param name="words">A path as somebody wrote it.</param>
    /// <returns>The file that is meant, or null for any that was not asked for.</returns>
    public ArtifactPath? Find(string words)
    {
        var path = words.Trim();
        path = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        return paths.FirstOrDefault(each => each.Text == path);
    }
}
