using Aios.Workshop.Artifacts;

namespace Aios.Cli;

/// <summary>A report as a file. What it tells of has been done and paid for: that it cannot be kept is said, and changes nothing else.</summary>
static class ReportFile
{
    /// <returns>Why it is not kept; null where it is.</returns>
    public static async Task<string?> KeepAsync(string folder, string name, string text, Redactor redactor)
    {
        try
        {
            await new ArtifactFolder(Directory.CreateDirectory(folder).FullName).WriteAsync(new(name), redactor.Redact(text), replace: true, CancellationToken.None);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{name} could not be kept in {folder}: {exception.Message}";
        }
    }
}
