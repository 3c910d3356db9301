using Aios.Cli;
using Aios.Llm.Providers;
using Aios.Tests.Workshop;
using Aios.Workshop.Evaluation;
using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Cli;

public sealed class ExitCodeTests
{
    [Theory]
    [InlineData(RunStatus.Verified, 0)]
    [InlineData(RunStatus.Unverified, 7)]
    [InlineData(RunStatus.Failed, 7)]
    [InlineData(RunStatus.Stopped, 8)]
    public void A_run_ends_with_the_code_of_its_status(RunStatus status, int code) => Assert.Equal(code, ExitCode.Of(Ended(status, refused: false)));

    [Fact]
    public void A_run_whose_checks_were_refused_for_want_of_a_sandbox_says_that() => Assert.Equal(9, ExitCode.Of(Ended(RunStatus.Unverified, refused: true)));

    [Theory]
    [InlineData(FailureKind.Unauthorised, 4)]
    [InlineData(FailureKind.Unreachable, 6)]
    public void A_run_that_failed_for_want_of_a_route_says_why(FailureKind kind, int code) => Assert.Equal(code, ExitCode.Of(Unanswered(new Failure(kind, "Said."))));

    [Fact]
    public void A_run_that_failed_for_another_reason_too_does_not() => Assert.Equal(7, ExitCode.Of(Unanswered(new Failure(FailureKind.Unreachable, "Said."), null)));

    [Fact]
    public void A_run_that_failed_for_want_of_money_says_so() => Assert.Equal(5, ExitCode.Of(new RunState()
        .Apply(RunEvent.TasksPlanned.Of([Task(0)]), default)
        .Apply(new RunEvent.TaskFailed(Task(0).Id, "Too dear.") { OverBudget = true }, default)
        .Apply(new RunEvent.RunFinished(RunStatus.Failed, null, null), default)));

    static RunState Unanswered(params Failure?[] failures) => failures.Index()
        .Aggregate(
            new RunState().Apply(RunEvent.TasksPlanned.Of([.. failures.Index().Select(each => Task(each.Index))]), default),
            (state, each) => state.Apply(new RunEvent.TaskFailed(Task(each.Index).Id, "No.") { Unanswered = each.Item }, default))
        .Apply(new RunEvent.RunFinished(RunStatus.Failed, null, null), default);

    static WorkTask Task(int number) => new() { Id = $"task-{number}", Specialist = "cto", Files = [], Assignment = new() { Files = [] } };

    static RunState Ended(RunStatus status, bool refused) => new RunState()
        .Apply(new RunEvent.CheckFinished(new("any", !refused, 0, "") { Refused = refused }), default)
        .Apply(new RunEvent.RunFinished(status, null, null), default);

    [Theory]
    [InlineData(0)]
    [InlineData(0, TrialOutcome.Passed, TrialOutcome.Passed)]
    [InlineData(7, TrialOutcome.Passed, TrialOutcome.Failed, TrialOutcome.Unanswered)]
    [InlineData(4, TrialOutcome.Passed, TrialOutcome.Unanswered)]
    [InlineData(5, TrialOutcome.OverBudget, TrialOutcome.Failed)]
    [InlineData(130, TrialOutcome.OverBudget, TrialOutcome.Interrupted)]
    public void Trials_end_with_the_code_of_the_worst(int code, params TrialOutcome[] outcomes) =>
        Assert.Equal(code, ExitCode.Of([.. outcomes.Select(Row)]));

    [Fact]
    public void Trials_whose_checks_were_refused_for_want_of_a_sandbox_say_that() =>
        Assert.Equal(9, ExitCode.Of([Row(TrialOutcome.Failed) with { Verdicts = [new("any", false, 0, "") { Refused = true }] }]));

    static TrialRow Row(TrialOutcome outcome) => new(Trials.Planned("anthropic", "claude"), outcome, null)
    {
        Failure = outcome == TrialOutcome.Unanswered ? new(FailureKind.Unauthorised, "No.") : null,
    };
}
