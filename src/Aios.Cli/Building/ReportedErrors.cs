using Aios.Llm.Providers;
using Aios.Llm.Spending;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;

namespace Aios.Cli.Building;

/// <summary>Why a run could not come to its end, in the words of the program's own errors.</summary>
static class ReportedErrors
{
    /// <returns>Null where nothing but its own answers and checks kept it from that.</returns>
    public static ReportedError? Of(RunState run) =>
        ExitCode.WantOfMoney(run) ? OverBudget(run)
        : ExitCode.WantOfRoute(run) is { } failure ? Unanswered(run, failure)
        : null;

    /// <remarks>In the words of the exception, which the task has kept.</remarks>
    static ReportedError OverBudget(RunState run)
    {
        var problem = Problem.Of(new BudgetExceededException(run.Tasks.Values.First(task => task is { OverBudget: true, Task.IsRepair: false }).Problem ?? ""));
        return new(problem.Code, problem.Message, problem.Hint, problem.Retryable, Provider: null, HttpStatus: null, RequestId: null);
    }

    static ReportedError Unanswered(RunState run, Failure failure)
    {
        var problem = FailureProblem.Of(failure);
        var provider = run.TasksInOrder.First(task => task.Unanswered == failure).Provider;
        return new(problem.Code, problem.Message, problem.Hint, problem.Retryable, provider, problem.HttpStatus, problem.RequestId);
    }
}
