using System.Text.Json.Nodes;
using Aios.Workshop.Running;

namespace Aios.Cli.Display;

/// <summary>What happened, as a JSON document.</summary>
static class EventJson
{
    public static JsonObject Of(RunEvent happened, DateTimeOffset at)
    {
        var document = Members(happened);
        document.Insert(0, "at", at.ToString("O"));
        return document;
    }

    static JsonObject Members(RunEvent happened) => happened switch
    {
        RunEvent.RunStarted start => new() { ["event"] = "run_started", ["run_id"] = start.RunId, ["workflow"] = start.Workflow, ["brief"] = start.Brief },
        RunEvent.RunResumed resumed => new() { ["event"] = "run_resumed", ["version"] = resumed.Version },
        RunEvent.ChangeAsked change => new() { ["event"] = "change_asked", ["words"] = change.Words, ["brief"] = change.Brief?.Text },
        RunEvent.ChangeWithdrawn withdrawn => new() { ["event"] = "change_withdrawn", ["reason"] = withdrawn.Reason },
        RunEvent.ApprovalAsked asked => new() { ["event"] = "approval_asked", ["point"] = asked.Point.ToString().ToLowerInvariant() },
        RunEvent.Approved given => new() { ["event"] = "approved", ["point"] = given.Point.ToString().ToLowerInvariant() },
        RunEvent.ContractEdited edited => new() { ["event"] = "contract_edited", ["files"] = edited.Contract.Files.Count },
        RunEvent.TasksDropped dropped => new() { ["event"] = "tasks_dropped", ["tasks"] = new JsonArray([.. dropped.Tasks.Select(task => JsonValue.Create(task))]) },
        RunEvent.TasksPlanned planned => new() { ["event"] = "tasks_planned", ["tasks"] = new JsonArray([.. planned.Tasks.Select(task => JsonValue.Create(task.Id))]) },
        RunEvent.ContractAgreed agreed => new() { ["event"] = "contract_agreed", ["files"] = agreed.Contract.Files.Count },
        RunEvent.TaskStarted start => new() { ["event"] = "task_started", ["task"] = start.Task, ["provider"] = start.Provider, ["model"] = start.Model },
        RunEvent.TaskWriting writing => new() { ["event"] = "task_writing", ["task"] = writing.Task, ["characters"] = writing.Characters, ["file"] = writing.File },
        RunEvent.AnswerReceived answer => new()
        {
            ["event"] = "answer_received",
            ["task"] = answer.Task,
            ["provider"] = answer.Provider,
            ["model"] = answer.Model,
            ["characters"] = answer.Characters,
            ["seconds"] = answer.Took.TotalSeconds,
            ["cost_usd"] = answer.Cost?.Dollars,
            ["problems"] = new JsonArray([.. answer.Problems.Select(problem => JsonValue.Create(problem))]),
        },
        RunEvent.TaskDone done => new() { ["event"] = "task_done", ["task"] = done.Task, ["files"] = new JsonArray([.. done.Files.Select(file => JsonValue.Create(file.Path))]) },
        RunEvent.TaskFailed failed => new() { ["event"] = "task_failed", ["task"] = failed.Task, ["reason"] = failed.Reason },
        RunEvent.TaskSkipped skipped => new() { ["event"] = "task_skipped", ["task"] = skipped.Task, ["because"] = skipped.Because },
        RunEvent.HistoryNotKept lost => new() { ["event"] = "history_not_kept", ["reason"] = lost.Reason },
        RunEvent.CheckStarted check => new() { ["event"] = "check_started", ["check"] = check.Check },
        RunEvent.CheckFinished check => new()
        {
            ["event"] = "check_finished",
            ["check"] = check.Verdict.Name,
            ["passed"] = check.Verdict.Passed,
            ["seconds"] = check.Verdict.Seconds,
            ["evidence"] = check.Verdict.Evidence,
        },
        RunEvent.RepairPlanned planned => new()
        {
            ["event"] = "repair_planned",
            ["round"] = planned.Round,
            ["repairs"] = new JsonArray([.. planned.Repairs.Select(repair => new JsonObject
            {
                ["task"] = repair.Id,
                ["specialist"] = repair.Specialist,
                ["files"] = new JsonArray([.. repair.Files.Select(file => JsonValue.Create(file))]),
                ["checks"] = new JsonArray([.. repair.Checks.Select(check => JsonValue.Create(check))]),
            })]),
        },
        RunEvent.RepairEnded ended => new() { ["event"] = "repair_ended", ["reason"] = ended.Reason },
        RunEvent.RunFinished finish => new() { ["event"] = "run_finished", ["status"] = finish.Status.ToString().ToLowerInvariant(), ["reason"] = finish.Reason, ["output"] = finish.Output },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "An event that has no JSON."),
    };
}
