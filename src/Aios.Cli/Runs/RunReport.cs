using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Building;
using Aios.Cli.Display;
using Aios.Llm.Spending;
using Aios.Workshop.Planning;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;

namespace Aios.Cli.Runs;

/// <summary>A run as it stands, told from its journal: the report that its build prints, with every call that was made for it.</summary>
/// <param name="entries">Of the ledger: what it says of money is what counts.</param>
sealed class RunReport(RunRecord run, RunState state, IReadOnlyList<LedgerEntry> entries, Home home)
{
    static readonly string[] _head = ["SPECIALIST", "DONE", "FAILED", "SECONDS", "COST"];
    static readonly string[] _taskHead = ["TASK", "SPECIALIST", "STATE", "ANSWERS", "SECONDS", "COST", "MODEL"];

    readonly RunCalls _calls = new(entries);

    public Report Report { get; } = Of(run, state, entries, home);

    public JsonObject ToJson()
    {
        var document = JsonNode.Parse(Report.ToJson())!.AsObject(); // a report is an object
        document["calls"] = _calls.ToJson();
        return document;
    }

    public IEnumerable<string> Lines(bool plain, bool verbose) =>
    [
        $"run {run.Id}: {run.Order.Brief.Name}, begun {run.Began.ToString("u", CultureInfo.InvariantCulture)} by Aios {run.Version}{(state.Resumptions > 0 ? $", taken up again {state.Resumptions} times" : "")}",
        .. Summary.Of(Report, plain).TrimEnd().Split('\n'),
        .. Report.Status is RunStanding.Interrupted or "stopped" ? (string[])["", $"  To go on: aios resume {run.Id}"] : [],
        "",
        .. Columns.Of(_head, [.. Report.Specialists.Select(Row)]),
        .. Tasks(verbose),
        .. _calls.Remarkable(),
    ];

    static Report Of(RunRecord run, RunState state, IReadOnlyList<LedgerEntry> entries, Home home)
    {
        var (standing, report) = (RunStanding.Of(run), Composition.ReporterOf(Workflow.Load(run.Order.Workflow), run.Order.Pace).Of(state));
        var isKnown = !entries.Any(entry => entry.IsUnknown);
        return report with
        {
            RunId = run.Id,
            Workflow = run.Order.Workflow,
            Status = standing,
            Kept = state.Output is null ? home.RunFolder(run.Id) : null,
            Error = ReportedErrors.Of(state),
            CostUsd = isKnown ? Known(entries).Dollars : null,
            KnownCostUsd = Known(entries).Dollars,
            UnknownCalls = entries.Count(entry => entry.IsUnknown),
            Tasks = standing == RunStanding.Interrupted ? [.. report.Tasks.Select(Left)] : report.Tasks,
        };
    }

    /// <summary>Of a run that nobody is at work on no task is.</summary>
    static ReportedTask Left(ReportedTask task) => task.State == "working" ? task with { State = RunStanding.Interrupted } : task;

    static Money Known(IEnumerable<LedgerEntry> entries) => entries.Aggregate(Money.Zero, (sum, entry) => sum + (entry.Settlement?.Cost ?? Money.Zero));

    /// <summary>Those that are not done, or all of them.</summary>
    IEnumerable<string> Tasks(bool all)
    {
        var shown = Report.Tasks.Where(task => all || task.State != "done").ToList();
        return shown.Count == 0 ? [] : ["", .. Columns.Of(_taskHead, [.. shown.Select(Row)])];
    }

    static string[] Row(ReportedSpecialist its) =>
        [its.Name, Text($"{its.Done}/{its.Tasks}"), Text($"{its.Failed}"), Text($"{its.Seconds:0.0}"), Dollars(its.CostUsd)];

    static string[] Row(ReportedTask task) =>
    [
        Cells.Line(task.Id), task.Specialist, task.State, Text($"{task.Attempts}"), Text($"{(task.Finished - task.Started)?.TotalSeconds:0.0}"), Dollars(task.CostUsd),
        task.Model is null ? "" : $"{task.Provider}/{task.Model}",
    ];

    static string Dollars(decimal? dollars) => dollars is { } known ? Text($"${known:0.00#######}") : "unknown";

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
