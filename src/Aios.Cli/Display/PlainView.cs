using System.Globalization;
using Aios.Workshop.Running;

namespace Aios.Cli.Display;

/// <summary>A line for each thing that happens: for logs, pipes and screen readers.</summary>
public sealed class PlainView(TextWriter output, bool verbose) : IRunView
{
    DateTimeOffset? _started;

    public Task ShowAsync(RunLog log, Func<Task> work)
    {
        log.Follow((happened, at) => Show(happened, at, log));
        return work();
    }

    void Show(RunEvent happened, DateTimeOffset at, RunLog log)
    {
        _started ??= at;
        if (Line(happened, log.State) is { } line)
        {
            output.WriteLine(TerminalText.Safe(string.Create(CultureInfo.InvariantCulture, $"{(at - _started.Value).TotalSeconds,7:0.0}s  {line}")));
        }
    }

    string? Line(RunEvent happened, RunState state) => happened switch
    {
        RunEvent.RunStarted start => $"run {start.RunId}: {start.Brief}, workflow {start.Workflow}",
        RunEvent.TasksPlanned planned => $"{planned.Tasks.Count} task(s) planned, {state.Order.Count} in all",
        RunEvent.RunResumed => $"run {state.RunId} is gone on with: {state.TasksInOrder.Count(task => task.Progress == TaskProgress.Done)} of {state.Order.Count} task(s) are done",
        RunEvent.ChangeAsked change => $"to be changed: {(change.Words.Length > 0 ? change.Words : "the brief was edited")}",
        RunEvent.ChangeWithdrawn withdrawn => $"the change is not made: {withdrawn.Reason}",
        RunEvent.ApprovalAsked asked => $"waits for somebody to approve the {asked.Point.ToString().ToLowerInvariant()}",
        RunEvent.Approved given => $"the {given.Point.ToString().ToLowerInvariant()} is approved",
        RunEvent.TasksDropped { Tasks.Count: > 0 } dropped => $"{dropped.Tasks.Count} task(s) of no use any more",
        RunEvent.ContractAgreed agreed => $"contract agreed: {agreed.Contract.Entities.Count} entities, {agreed.Contract.Endpoints.Count} endpoints, {agreed.Contract.Files.Count} files",
        RunEvent.TaskStarted start when verbose => $"{Who(start.Task, state)} begins {start.Task} ({start.Provider}/{start.Model})",
        RunEvent.AnswerReceived { Problems.Count: > 0 } answer => $"{Who(answer.Task, state)} {answer.Task}: not usable: {string.Join(" ", answer.Problems)}",
        RunEvent.TaskDone done => $"{Who(done.Task, state)} {done.Task}: {state.Tasks[done.Task].Characters} characters by {state.Tasks[done.Task].Provider}",
        RunEvent.TaskFailed failed => $"{Who(failed.Task, state)} {failed.Task} failed: {failed.Reason}",
        RunEvent.TaskSkipped skipped => $"{Who(skipped.Task, state)} {skipped.Task} not begun: it needs {skipped.Because}",
        RunEvent.CheckStarted check when verbose => $"check {check.Check}: {check.Title}",
        RunEvent.CheckFinished check => $"check {check.Verdict.Name}: {(check.Verdict.Passed ? "passed" : "NOT PASSED")}",
        _ => null,
    };

    static string Who(string task, RunState state) => state.Tasks[task].Task.Specialist;
}
