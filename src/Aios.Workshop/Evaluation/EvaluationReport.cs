using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Workshop.Reporting;
using Humanizer;

namespace Aios.Workshop.Evaluation;

/// <summary>What the trials came to: the document of <c>eval specialists --json</c> and of <c>report.json</c>.</summary>
public sealed record EvaluationReport
{
    public required string EvalId { get; init; }

    public required DateTimeOffset Started { get; init; }

    /// <summary><c>passed</c>, <c>failed</c>, <c>unanswered</c>, <c>over_budget</c> or <c>interrupted</c>.</summary>
    public required string Status { get; init; }

    public required double WallSeconds { get; init; }

    public required decimal? MaxCostUsd { get; init; }

    public required ReportedEstimate Estimate { get; init; }

    public required int Passed { get; init; }

    /// <summary>Null when the cost of an answer is unknown.</summary>
    public required decimal? CostUsd { get; init; }

    /// <summary>Of all answers, without the checks.</summary>
    public required double Seconds { get; init; }

    public required int Attempts { get; init; }

    public required ReportedUsage Usage { get; init; }

    public required IReadOnlyList<ReportedTrial> Trials { get; init; }

    /// <param name="plan">Of which there may not be a row for each, when it was ended from outside.</param>
    public static EvaluationReport Of(string id, DateTimeOffset started, TimeSpan took, TrialPlan plan, IReadOnlyList<TrialRow> rows, decimal? limit) => new()
    {
        EvalId = id,
        Started = started,
        Status = Word(rows.Count < plan.Trials.Count ? TrialOutcome.Interrupted : rows.Select(row => row.Outcome).DefaultIfEmpty(TrialOutcome.Passed).Max()),
        WallSeconds = Rounded(took),
        MaxCostUsd = limit,
        Estimate = new(plan.Expected?.Dollars, plan.Worst?.Dollars),
        Passed = rows.Count(row => row.Outcome == TrialOutcome.Passed),
        CostUsd = rows.Aggregate((Money?)Money.Zero, (sum, row) => sum + row.Cost)?.Dollars,
        Seconds = rows.Sum(row => Rounded(row.Took)),
        Attempts = rows.Sum(row => row.Attempts),
        Usage = Told(rows.Aggregate(Llm.Models.Usage.None, (sum, row) => sum + row.Usage)),
        Trials = [.. rows.Select(Trial)],
    };

    public string ToJson() => JsonSerializer.Serialize(this, EvaluationJson.Readable.EvaluationReport);

    /// <summary>The same on one line.</summary>
    public string ToJsonLine() => JsonNode.Parse(ToJson())!.ToJsonString(); // a report is an object

    static ReportedTrial Trial(TrialRow row)
    {
        var (trial, candidate, estimate) = row.Planned;
        return new()
        {
            Specialist = trial.Specialist,
            Task = trial.Task.Id,
            Provider = candidate.Provider,
            Model = candidate.Model,
            Outcome = Word(row.Outcome),
            Reason = row.Reason,
            Seconds = Rounded(row.Took),
            Attempts = row.Attempts,
            Usage = Told(row.Usage),
            CostUsd = row.Cost?.Dollars,
            Estimate = estimate is null ? null : new(estimate.Input, estimate.Output, estimate.Expected?.Dollars, estimate.Worst?.Dollars),
            Checks = [.. row.Verdicts.Select(verdict => new ReportedCheck(verdict.Name, verdict.Passed, Math.Round(verdict.Seconds, 3), verdict.Evidence))],
            Files = [.. row.Files.Select(file => new ReportedFile(file.Path, file.Bytes, trial.Task.Id))],
        };
    }

    static string Word(TrialOutcome outcome) => outcome.ToString().Underscore();

    static double Rounded(TimeSpan time) => Math.Round(time.TotalSeconds, 3);

    static ReportedUsage Told(Usage usage) => new(usage.Input, usage.CacheRead, usage.CacheWrite, usage.Output, usage.Reasoning);
}

/// <param name="ExpectedUsd">Null when it is unknown, like the other.</param>
/// <param name="WorstUsd">The most that it can cost.</param>
public sealed record ReportedEstimate(decimal? ExpectedUsd, decimal? WorstUsd);

/// <param name="Input">In tokens, of one question.</param>
/// <param name="Output">In tokens, of one answer.</param>
public sealed record ReportedTrialEstimate(long Input, long Output, decimal? ExpectedUsd, decimal? WorstUsd);

public sealed record ReportedTrial
{
    public required string Specialist { get; init; }

    public required string Task { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    /// <summary><c>passed</c>, <c>failed</c>, <c>unanswered</c>, <c>over_budget</c> or <c>interrupted</c>.</summary>
    public required string Outcome { get; init; }

    public string? Reason { get; init; }

    /// <summary>Of the answers, without the checks.</summary>
    public required double Seconds { get; init; }

    public required int Attempts { get; init; }

    public required ReportedUsage Usage { get; init; }

    public required decimal? CostUsd { get; init; }

    public ReportedTrialEstimate? Estimate { get; init; }

    public required IReadOnlyList<ReportedCheck> Checks { get; init; }

    public required IReadOnlyList<ReportedFile> Files { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(EvaluationReport))]
sealed partial class EvaluationJson : JsonSerializerContext
{
    /// <summary>Characters of other languages stay as they are.</summary>
    public static EvaluationJson Readable => field ??= new(new(Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
