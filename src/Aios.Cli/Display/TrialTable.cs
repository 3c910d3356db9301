using System.Globalization;
using Aios.Llm.Spending;
using Aios.Workshop.Evaluation;

namespace Aios.Cli.Display;

/// <summary>Trials as a table: what they will need, and what came of them.</summary>
static class TrialTable
{
    static readonly string[] _planHead = ["SPECIALIST", "MODEL", "IN", "OUT", "EXPECTED", "AT MOST"];
    static readonly string[] _head = ["SPECIALIST", "MODEL", "RESULT", "SECONDS", "IN", "CACHED", "OUT", "COST", "TRIES", "WHAT FAILED"];

    /// <summary>In tokens of one question and its answer; in dollars, of one answer, and of as many as there may be, each as long as it may be.</summary>
    public static IEnumerable<string> Of(TrialPlan plan) =>
    [
        .. Columns.Of(_planHead, [.. plan.Trials.Select(Row), ["", "in all", "", "", Dollars(plan.Expected), Dollars(plan.Worst)]]),
    ];

    public static IEnumerable<string> Of(IReadOnlyList<TrialRow> rows) =>
    [
        .. Columns.Of(_head,
        [
            .. rows.Select(Row),
            .. rows.GroupBy(row => Model(row.Planned)).Select(model => Sum(model.Key, [.. model])),
            Sum("in all", rows),
        ]),
    ];

    /// <summary>One row, as soon as it is there.</summary>
    public static string Line(TrialRow row) =>
        Invariant($"{row.Planned.Trial.Specialist}, {Model(row.Planned)}: {Result(row)} ({row.Took.TotalSeconds:0.0} s, {Dollars(row.Cost)}){(row.Reason is null ? "" : $": {row.Reason}")}");

    static IReadOnlyList<string> Row(PlannedTrial planned) =>
    [
        planned.Trial.Specialist, Model(planned),
        .. planned.Estimate is { } estimate
            ? (string[])[Invariant($"{estimate.Input}"), Invariant($"{estimate.Output}"), Dollars(estimate.Expected), Dollars(estimate.Worst)]
            : ["-", "-", "-", "cannot be asked"],
    ];

    static IReadOnlyList<string> Row(TrialRow row) => [row.Planned.Trial.Specialist, Model(row.Planned), Result(row), .. Figures([row]), row.Reason ?? ""];

    static IReadOnlyList<string> Sum(string of, IReadOnlyList<TrialRow> rows) =>
        ["", of, Invariant($"{rows.Count(row => row.Outcome == TrialOutcome.Passed)} of {rows.Count}"), .. Figures(rows), ""];

    static IEnumerable<string> Figures(IReadOnlyList<TrialRow> rows) =>
    [
        Invariant($"{rows.Sum(row => row.Took.TotalSeconds):0.0}"),
        Invariant($"{rows.Sum(row => row.Usage.TotalInput)}"),
        Invariant($"{rows.Sum(row => row.Usage.CacheRead)}"),
        Invariant($"{rows.Sum(row => row.Usage.Output)}"),
        Dollars(rows.Aggregate((Money?)Money.Zero, (sum, row) => sum + row.Cost)),
        Invariant($"{rows.Sum(row => row.Attempts)}"),
    ];

    static string Result(TrialRow row) => row.Outcome switch
    {
        TrialOutcome.Passed => "passed",
        TrialOutcome.Failed => "FAILED",
        TrialOutcome.Unanswered => "no answer",
        TrialOutcome.OverBudget => "no money",
        TrialOutcome.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(row), row.Outcome, "An outcome without a word."),
    };

    static string Model(PlannedTrial planned) => $"{planned.Candidate.Provider}/{planned.Candidate.Model}";

    static string Dollars(Money? amount) => amount?.ToString() ?? "unknown";

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
