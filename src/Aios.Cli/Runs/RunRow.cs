using System.Globalization;
using System.Text.Json.Nodes;
using Aios.Cli.Display;
using Aios.Llm.Spending;
using Aios.Workshop.Running;

namespace Aios.Cli.Runs;

/// <summary>A run as one of many.</summary>
sealed record RunRow(RunRecord Run, RunState State, RunSpending Spending, DateTimeOffset Now)
{
    public static IReadOnlyList<string> Head { get; } = ["RUN", "BRIEF", "STATUS", "BEGAN", "TIME", "COST", "TASKS", "OUTPUT"];

    public IReadOnlyList<string> Cells =>
    [
        Run.Id, Display.Cells.Line(Run.Order.Brief.Name), RunStanding.Of(Run), Run.Began.ToString("u", CultureInfo.InvariantCulture), Duration.Of(Wall), Cost,
        FormattableString.Invariant($"{Done}/{State.Tasks.Count}"), Display.Cells.Line(State.Output ?? ""),
    ];

    /// <summary>As somebody would say it.</summary>
    public string Sentence => FormattableString.Invariant(
        $"{Run.Id}: {Run.Order.Brief.Name}, {RunStanding.Of(Run)}, began {Run.Began:u}, took {Duration.Of(Wall)}, cost {Cost}, {Done} of {State.Tasks.Count} tasks done{(State.Output is null ? "" : $", in {State.Output}")}");

    public JsonNode ToJson() => new JsonObject
    {
        ["id"] = Run.Id,
        ["brief"] = Run.Order.Brief.Name,
        ["workflow"] = Run.Order.Workflow,
        ["status"] = RunStanding.Of(Run),
        ["began"] = Run.Began,
        ["ended"] = Run.Ended,
        ["wall_seconds"] = Math.Round(Wall.TotalSeconds, 3),
        ["cost_usd"] = Spending.Cost?.Dollars,
        ["known_cost_usd"] = Spending.Known.Dollars,
        ["unknown_calls"] = Spending.UnknownAttempts,
        ["counted_usd"] = Spending.Spent.Dollars,
        ["reserved_usd"] = Spending.Reserved.Dollars,
        ["tasks_done"] = Done,
        ["tasks_planned"] = State.Tasks.Count,
        ["output"] = State.Output,
        ["version"] = Run.Version,
    };

    int Done => State.Tasks.Values.Count(task => task.Progress == TaskProgress.Done);

    string Cost => Spending.Cost?.ToString() ?? $"unknown, {Spending.Spent} counted";

    /// <summary>Without its pauses; of a run that goes on, until now.</summary>
    TimeSpan Wall => State.Order.IsEmpty ? TimeSpan.Zero
        : (State.Finished ?? (Run.IsOwned ? Now : State.Latest)) - State.Started - State.Idle;
}
