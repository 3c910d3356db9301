using System.Text.Json;

namespace Aios.Testing;

/// <summary>The recorded exchanges, read where they lie: they are other people's and none is committed.</summary>
public static class Recordings
{
    public const string Missing = "There are no recordings at AIOS_RECORDINGS or ../shared/recordings.";

    public static string? Folder { get; } =
        new[] { Environment.GetEnvironmentVariable("AIOS_RECORDINGS"), Path.Combine(Repository.Root, "..", "shared", "recordings") }
            .FirstOrDefault(folder => !string.IsNullOrEmpty(folder) && Directory.Exists(folder));

    /// <summary>Those of one kind of endpoint, e.g. <c>openai_chat</c>; none where there are no recordings at all.</summary>
    public static IReadOnlyList<Recording> Of(string endpoint) =>
        Folder is null || Path.Combine(Folder, endpoint) is var folder && !Directory.Exists(folder) ? []
        : [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(Read)];

    static Recording Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return new(document.RootElement.Clone());
    }
}
