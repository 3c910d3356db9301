using System.Text.Json;
using System.Text.Json.Nodes;
using Aios.Workshop.Artifacts.Applying;

namespace Aios.Cli.Applying;

/// <summary>Finds a run by what somebody types for it: its id, a beginning of one that no other has, or <c>last</c>.</summary>
sealed class RunFinder(Home home)
{
    const string Last = "last";
    const int Shown = 8;

    /// <exception cref="UsageException">There is none, or more than one.</exception>
    public FoundRun Find(string word)
    {
        var runs = Path.GetDirectoryName(home.RunFolder("-")) is { } folder && Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal).ToList()
            : [];
        List<string> meant = runs.Contains(word) ? [word] : word == Last ? [.. runs.TakeLast(1)] : [.. runs.Where(run => word.Length > 0 && run.StartsWith(word, StringComparison.Ordinal))];
        return meant switch
        {
            [var run] => Read(new(home.RunFolder(run))),
            [] when runs.Count == 0 => throw new UsageException(["There are no runs yet."]),
            [] => throw new UsageException([$"There is no run '{word}'. The newest are {Some(runs)}."]),
            _ => throw new UsageException([$"'{word}' is the beginning of {meant.Count} runs: {Some(meant)}."]),
        };
    }

    static string Some(List<string> runs) => string.Join(", ", Enumerable.Reverse(runs).Take(Shown));

    static FoundRun Read(RunFolder folder)
    {
        var report = Path.Combine(folder.Path, "report.json");
        try
        {
            var document = File.Exists(report) ? JsonNode.Parse(File.ReadAllText(report)) as JsonObject : null;
            return new(folder, Text(document, "status"), Text(document, "output"));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            return new(folder, null, null); // what can be applied lies beside it
        }
    }

    static string? Text(JsonObject? document, string name) => document?[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <param name="Status">As the report has it; null where it has ended without one, or goes on.</param>
/// <param name="Output">The folder to which it was delivered.</param>
sealed record FoundRun(RunFolder Folder, string? Status, string? Output);
