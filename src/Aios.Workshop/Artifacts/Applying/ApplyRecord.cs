using System.Text.Json;
using System.Text.Json.Serialization;

namespace Aios.Workshop.Artifacts.Applying;

/// <summary>One time that a run's files were applied: all that is needed to take it back, or to finish it after a kill.</summary>
sealed record ApplyRecord
{
    public required string Run { get; init; }

    /// <summary>The folder, in full and without links.</summary>
    public required string Target { get; init; }

    public required DateTimeOffset At { get; init; }

    public required IReadOnlyList<AppliedChange> Changes { get; init; }

    /// <summary>Folders that were made for it, in full, outermost first.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, ApplyJson.Default.ApplyRecord);

    /// <exception cref="JsonException">It is no record.</exception>
    public static ApplyRecord Read(string json) => JsonSerializer.Deserialize(json, ApplyJson.Default.ApplyRecord) ?? throw new JsonException("The record is empty.");
}

/// <summary>What happened to one file.</summary>
/// <param name="Before">The hash of what was there; null for nothing.</param>
/// <param name="Mode">Of the file that was there.</param>
/// <param name="After">The hash of what Aios put there; null for nothing.</param>
sealed record AppliedChange(string Path, string? Before, int? Mode, string? After);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ApplyRecord))]
sealed partial class ApplyJson : JsonSerializerContext;
