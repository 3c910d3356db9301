using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Aios.Workshop.Reporting;

/// <summary>What a run came to, for people and programs: the document of <c>build --json</c> and <c>report.json</c>.</summary>
public sealed record Report
{
    public required string RunId { get; init; }

    /// <summary><c>verified</c>, <c>unverified</c>, <c>failed</c> or <c>stopped</c>.</summary>
    public required string Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>Why nobody answered, where that alone kept the run from its end.</summary>
    public ReportedError? Error { get; init; }

    public required string Workflow { get; init; }

    public string? Output { get; init; }

    /// <summary>The run's own folder with whatever was written, where nothing was delivered.</summary>
    public string? Kept { get; init; }

    /// <summary>The providers that answered.</summary>
    public required IReadOnlyList<string> Providers { get; init; }

    /// <summary>From the first event to the last.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>From the beginning of the first answer to the end of the last.</summary>
    public required double MakespanSeconds { get; init; }

    /// <summary>What the longest chain of answers that need each other took.</summary>
    public required double CriticalPathSeconds { get; init; }

    /// <summary>What all answers would have taken in a row.</summary>
    public required double SequentialSeconds { get; init; }

    /// <summary>Null when the cost of an answer is unknown.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>Of the answers whose cost is known: it has cost at least this.</summary>
    public required decimal KnownCostUsd { get; init; }

    /// <summary>Answers whose cost is unknown.</summary>
    public required int UnknownCalls { get; init; }

    public required ReportedUsage Usage { get; init; }

    /// <summary>Null where nobody was asked, or by a version that did not count.</summary>
    public ReportedContext? Context { get; init; }

    public required IReadOnlyList<ReportedSpecialist> Specialists { get; init; }

    public required IReadOnlyList<ReportedTask> Tasks { get; init; }

    public required IReadOnlyList<ReportedCheck> Checks { get; init; }

    /// <summary>What specialists were asked to repair after a check had failed, in order.</summary>
    public IReadOnlyList<ReportedRepair> Repairs { get; init; } = [];

    /// <summary>Why nobody was asked any more, though checks fail.</summary>
    public string? RepairEnd { get; init; }

    public required IReadOnlyList<ReportedFile> Files { get; init; }

    public required IReadOnlyList<ReportedTarget> Targets { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ReportJson.Readable.Report);

    /// <summary>The same on one line.</summary>
    public string ToJsonLine() => JsonNode.Parse(ToJson())!.ToJsonString(); // a report is an object
}

/// <summary>In the words of the program's own errors.</summary>
/// <param name="Code">One of a closed list, for programs.</param>
/// <param name="Hint">What would help.</param>
public sealed record ReportedError(string Code, string Message, string? Hint, bool Retryable, string? Provider, int? HttpStatus, string? RequestId);

/// <summary>In tokens.</summary>
public sealed record ReportedUsage(long Input, long CacheRead, long CacheWrite, long Output, long Reasoning);

/// <summary>In tokens, four bytes each.</summary>
/// <param name="Sent">With all questions.</param>
/// <param name="Least">Would have been enough: everything that accepted tasks had to be told, once for each specialist.</param>
/// <param name="Ratio">The one over the other; null where nothing was accepted.</param>
public sealed record ReportedContext(long Sent, long Least, double? Ratio);

public sealed record ReportedSpecialist(string Name, int Tasks, int Done, int Failed, decimal? CostUsd, double Seconds)
{
    public ReportedContext? Context { get; init; }
}

public sealed record ReportedTask
{
    public required string Id { get; init; }

    public required string Specialist { get; init; }

    public required string State { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Finished { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public required int Attempts { get; init; }

    public required int Characters { get; init; }

    public required decimal? CostUsd { get; init; }

    public string? Problem { get; init; }

    /// <summary>The shape in which its answer came, where that is another one than was asked for.</summary>
    public string? Form { get; init; }
}

public sealed record ReportedCheck(string Name, bool Passed, double Seconds, string Evidence);

/// <param name="Checks">Which failed.</param>
/// <param name="Asked">The files that were thought to have the mistake.</param>
/// <param name="Named">The evidence names the first of them; else they were looked for.</param>
/// <param name="Changed">Those that were changed; empty where nothing came of it.</param>
/// <param name="Problem">Why nothing came of it.</param>
public sealed record ReportedRepair(
    int Round, string Specialist, IReadOnlyList<string> Checks, IReadOnlyList<string> Asked, bool Named, IReadOnlyList<string> Changed, string? Problem, string Task)
{
    /// <summary>In a line of words.</summary>
    public override string ToString() => Changed.Count > 0
        ? $"{Specialist} changed {string.Join(", ", Changed)} (round {Round}: {string.Join(", ", Checks)})"
        : $"{Specialist} changed nothing of {string.Join(", ", Asked)} (round {Round}: {string.Join(", ", Checks)}){(Problem is null ? "" : $": {Problem}")}";
}

/// <param name="Task">The task that wrote it last, or <c>workflow</c> for what ships with Aios.</param>
public sealed record ReportedFile(string Path, long Bytes, string Task);

/// <summary>A figure to be reached, and whether it was; both computed from this run.</summary>
public sealed record ReportedTarget(string Name, double Limit, double Value, bool Met);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Report))]
sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Characters of other languages stay as they are.</summary>
    public static ReportJson Readable => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
