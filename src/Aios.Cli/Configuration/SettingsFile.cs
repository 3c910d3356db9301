using System.Text.Json;

namespace Aios.Cli.Configuration;

/// <summary>A file <c>aios.json</c>: plain JSON, without comments, so that every program reads in it what Aios reads.</summary>
static class SettingsFile
{
    public const string Name = "aios.json";

    /// <returns>Null when there is no such file, or when it is no JSON object, which is then a mistake.</returns>
    public static ObjectReader? Open(string path, ICollection<string> mistakes)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return ObjectReader.Open(document.RootElement.Clone(), path, mistakes);
        }
        catch (JsonException exception)
        {
            mistakes.Add($"{path} is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}. Comments and commas at the end of a list are not JSON either.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            mistakes.Add($"{path} cannot be read: {exception.Message}");
        }

        return null;
    }

    /// <summary>Somebody else on this machine can read it.</summary>
    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != 0;
}
