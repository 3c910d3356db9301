using System.Globalization;
using Aios.Workshop.Running;

namespace Aios.Cli.Display;

/// <summary>What happened, in a line of words.</summary>
static class EventLine
{
    /// <param name="state">The run as it stands after it.</param>
    public static string Of(RunEvent happened, RunState state) => happened switch
    {
        RunEvent.RunStarted start => $"run {start.RunId}: {start.Brief}, workflow {start.Workflow}",
        RunEvent.RunResumed resumed => $"taken up again by Aios {resumed.Version}: {state.TasksInOrder.Count(task => task.Progress == TaskProgress.Done)} of {state.Order.Count} task(s) are done",
        RunEvent.ChangeAsked change => $"to be changed: {(change.Words.Length > 0 ? change.Words : "the brief was edited")}",
        RunEvent.ChangeWithdrawn withdrawn => $"the change is not made: {withdrawn.Reason}",
        RunEvent.ApprovalAsked asked => $"waits for somebody to approve the {asked.Point.ToString().ToLowerInvariant()}",
        RunEvent.Approved given => $"the {given.Point.ToString().ToLowerInvariant()} is approved",
        RunEvent.ContractEdited => "the user's own contract is built",
        RunEvent.TasksDropped dropped => $"{dropped.Tasks.Count} task(s) of no use any more: {string.Join(", ", dropped.Tasks)}",
        RunEvent.TasksPlanned planned => $"{planned.Tasks.Count} task(s) planned, {state.Order.Count} in all",
        RunEvent.ContractAgreed agreed => $"contract agreed: {agreed.Contract.Entities.Count} entities, {agreed.Contract.Endpoints.Count} endpoints, {agreed.Contract.Files.Count} files",
        RunEvent.TaskStarted start => $"{Who(start.Task, state)} begins {start.Task} ({start.Provider}/{start.Model})",
        RunEvent.TaskWriting writing => $"{Who(writing.Task, state)} {writing.Task}: {writing.Characters} characters so far",
        RunEvent.AnswerReceived { Problems.Count: > 0 } answer => $"{Who(answer.Task, state)} {answer.Task}: not usable: {string.Join(" ", answer.Problems)}",
        RunEvent.AnswerReceived answer => string.Create(
            CultureInfo.InvariantCulture,
            $"{Who(answer.Task, state)} {answer.Task}: answered by {answer.Provider}/{answer.Model} in {answer.Took.TotalSeconds:0.0} s, {answer.Usage.TotalInput} tokens in, {answer.Usage.Output} out, cost {answer.Cost?.ToString() ?? "unknown"}"),
        RunEvent.TaskDone done => $"{Who(done.Task, state)} {done.Task}: {state.Tasks[done.Task].Characters} characters by {state.Tasks[done.Task].Provider}",
        RunEvent.TaskFailed failed => $"{Who(failed.Task, state)} {failed.Task} failed: {failed.Reason}",
        RunEvent.TaskSkipped skipped => $"{Who(skipped.Task, state)} {skipped.Task} not begun: it needs {skipped.Because}",
        RunEvent.HistoryNotKept lost => $"the history is not kept as a repository: {lost.Reason}",
        RunEvent.CheckStarted check => $"check {check.Check}: {check.Title}",
        RunEvent.CheckFinished check => $"check {check.Verdict.Name}: {(check.Verdict.Passed ? "passed" : "NOT PASSED")}",
        RunEvent.RepairPlanned planned => $"repair, round {planned.Round}: {string.Join("; ", planned.Repairs.Select(repair => $"{repair.Specialist} is asked about {string.Join(", ", repair.Files)} ({string.Join(", ", repair.Checks)})"))}",
        RunEvent.RepairEnded ended => $"no further repair: {ended.Reason}",
        RunEvent.RunFinished finish => $"{finish.Status.ToString().ToLowerInvariant()}{(finish.Reason is null ? "" : $": {finish.Reason}")}{(finish.Output is null ? "" : $", in {finish.Output}")}",
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened, "An event that has no words."),
    };

    static string Who(string task, RunState state) => state.Tasks[task].Task.Specialist;
}
