using Aios.Workshop.Artifacts;

namespace Aios.Cli;

/// <summary>A report as a file. What it tells of has been done and paid for: that it cannot be kept is said, and changes nothing else.</summary>
static class ReportFile
{
    static readonly string[] _names = ["report.json", "report.md"];

    /// <summary>Takes the reports of a run away from where its application was, and the folder if nothing else is in it.</summary>
    public static void Forget(string folder, string runId)
    {
        var report = Path.Combine(folder, _names[0]);
        if (!File.Exists(report) || !File.ReadAllText(report).Contains($"\"run_id\": \"{runId}\"", StringComparison.Ordinal))
        {
            return; // somebody else's
        }

        foreach (var name in _names)
        {
            File.Delete(Path.Combine(folder, name));
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    /// <returns>Why it is not kept; null where it is.</returns>
    public static async Task<string?> KeepAsync(string folder, string name, string text, Redactor redactor)
    {
        try
        {
            await new ArtifactFolder(Directory.CreateDirectory(folder).FullName).WriteAsync(new(name), redactor.Redact(text), CancellationToken.None);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{name} could not be kept in {folder}: {exception.Message}";
        }
    }
}
