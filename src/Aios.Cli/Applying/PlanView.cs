using System.Text.Json.Nodes;
using Aios.Workshop.Artifacts.Applying;

namespace Aios.Cli.Applying;

/// <summary>What is, was or would be done to files, as a person and a program read it.</summary>
static class PlanView
{
    public static JsonArray ToJson(IEnumerable<PlannedChange> changes) => [.. changes.Select(change => (JsonNode)ToJson(change))];

    public static JsonObject ToJson(PlannedChange change)
    {
        JsonObject json = new() { ["path"] = change.Path.Text, ["change"] = Word(change.Kind) };
        if (change.Reason is not null)
        {
            json["reason"] = change.Reason;
        }

        return json;
    }

    /// <summary>Those that change something, and those that need a word.</summary>
    public static IEnumerable<string> Lines(IEnumerable<PlannedChange> changes) =>
        changes.Where(change => change.Kind != ChangeKind.Same).Select(change => $"  {Sign(change.Kind)} {change.Path}{(change.Reason is null ? "" : $"  ({change.Reason})")}");

    public static string Sign(ChangeKind kind) => kind switch
    {
        ChangeKind.Add => "A",
        ChangeKind.Change => "M",
        ChangeKind.Remove => "D",
        ChangeKind.Same => "=",
        ChangeKind.Keep => "K",
        ChangeKind.Conflict or ChangeKind.Blocked => "!",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A change without a sign."),
    };

    public static string Word(ChangeKind kind) => kind.ToString().ToLowerInvariant();
}
