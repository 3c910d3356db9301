namespace Aios.Workshop.Artifacts.Repositories;

/// <summary>A run's history cannot be kept or read. Its files are not touched by that.</summary>
public sealed class WorkspaceException(string message, string hint, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What would help.</summary>
    public string Hint => hint;

    internal static WorkspaceException Of(string what, GitResult result) => new(
        $"git could not {what}: {result.Complaint}", "Look at the folder's rights and the space that is left on its disk.");
}
