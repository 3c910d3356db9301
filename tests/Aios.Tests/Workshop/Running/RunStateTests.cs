using Aios.Llm.Spending;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Workshop.Running;

public sealed class RunStateTests
{
    [Fact]
    public void A_check_that_could_not_be_made_again_has_no_word_of_before()
    {
        var state = new RunState()
            .Apply(new RunEvent.CheckFinished(new("page", Passed: true, 1, "")), DateTimeOffset.UnixEpoch)
            .Apply(new RunEvent.CheckFinished(new("page", Passed: false, 0, "not run")), DateTimeOffset.UnixEpoch);

        Assert.Equal([false], state.Verdicts.Select(verdict => verdict.Passed));
    }

    [Fact]
    public void A_run_is_what_its_events_tell()
    {
        var state = Fold(Run());

        Assert.Equal(("run-1", "web-app", "todo", RunStatus.Verified, "/out"), (state.RunId, state.Workflow, state.Brief, state.Status, state.Output));
        Assert.Equal((At(0), At(13)), (state.Started, state.Finished));
        Assert.Equal(["cto", "backend", "qa"], state.Specialists);
        Assert.Equal(["plan", "main", "model", "test"], state.Order);
        Assert.Equal(new Money(10_000_000), state.Cost);
        Assert.Equal((50, 25), (state.Usage.Input, state.Usage.Output));
        Assert.Equal(["endpoints"], state.Verdicts.Select(verdict => verdict.Name));
        Assert.Empty(state.Checking);
    }

    [Fact]
    public void A_task_that_was_asked_for_twice_knows_both_answers()
    {
        var task = Fold(Run()).Tasks["model"];

        Assert.Equal([TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)], task.Answers);
        Assert.Equal((At(2), At(7), TimeSpan.FromSeconds(5)), (task.Started, task.Finished, task.Took));
        Assert.Equal((20, 10, new Money(6_000_000)), (task.Usage.Input, task.Usage.Output, task.Cost));
        Assert.Equal((TaskProgress.Done, null, null), (task.Progress, task.Problem, task.Writing));
        Assert.Equal([new("model.txt", 7)], task.Files);
    }

    [Fact]
    public void A_task_is_seen_at_work()
    {
        var state = Fold((0, Started()), (0, Planned(Task("main", "backend"))), (1, Begins("main", "large")), (2, Writes("main", 40)));

        var task = state.Tasks["main"];
        Assert.Equal((TaskProgress.Working, "offline", "large", 40, "main.txt"), (task.Progress, task.Provider, task.Model, task.Characters, task.Writing));
        Assert.Equal((At(1), null, TimeSpan.Zero), (task.Started, task.Finished, task.Took));
        Assert.Equal(RunStatus.Running, state.Status);
    }

    [Fact]
    public void A_task_that_begins_again_is_not_finished()
    {
        var state = Fold((0, Planned(Task("main", "backend"))), (0, Begins("main")), (1, Answers("main", 1)), (1, Done("main")), (3, Begins("main")));

        Assert.Equal((TaskProgress.Working, null, 0), (state.Tasks["main"].Progress, state.Tasks["main"].Finished, state.Tasks["main"].Characters));
    }

    [Fact]
    public void One_unknown_cost_makes_the_sum_unknown()
    {
        var state = Fold((0, Planned(Task("main", "backend"), Task("test", "qa"))), (0, Begins("main")), (1, Answers("main", 1, 5)), (1, Begins("test")), (2, Answers("test", 1, nanos: null)), (3, Answers("test", 1, 5)));

        Assert.Null(state.Tasks["test"].Cost);
        Assert.Null(state.Cost);
        Assert.Equal(new Money(5), state.Tasks["main"].Cost);
    }

    [Fact]
    public void What_was_not_done_says_why()
    {
        var state = Fold(
            (0, Started()), (0, Planned(Task("main", "backend"), Task("test", "qa", "main"))), (0, Begins("main")), (1, Answers("main", 1, 0, "It was cut.")), (1, Failed("main", "It was cut twice.")), (1, Skipped("test", "main")));

        Assert.Equal((TaskProgress.Failed, "It was cut twice."), (state.Tasks["main"].Progress, state.Tasks["main"].Problem));
        Assert.Equal((TaskProgress.Skipped, "needs main, which failed"), (state.Tasks["test"].Progress, state.Tasks["test"].Problem));
        Assert.Null(state.Tasks["test"].Started);
    }

    [Theory]
    [InlineData(0, SpecialistState.Idle)]
    [InlineData(1, SpecialistState.Waiting)]
    [InlineData(2, SpecialistState.Busy)]
    [InlineData(3, SpecialistState.Failed)]
    [InlineData(4, SpecialistState.Busy)]
    public void A_specialist_is_what_its_tasks_make_it(int events, SpecialistState expected)
    {
        (double, RunEvent)[] all = [(0, Planned(Task("a", "backend"), Task("b", "backend"))), (1, Begins("a")), (2, Failed("a", "No.")), (3, Begins("b"))];

        Assert.Equal(expected, Fold(all.Take(events)).StateOf("backend"));
    }

    [Fact]
    public void A_specialist_whose_tasks_are_done_is_idle() => Assert.Equal(SpecialistState.Idle, Fold(Run()).StateOf("backend"));

    [Fact]
    public void The_checks_that_are_being_made_are_known()
    {
        var state = Fold((0, Checking("b")), (0, Checking("a")), (1, Checked("b", passed: false, "Because.")));

        Assert.Equal(["a"], state.Checking);
        Assert.Equal(("b", false, "Because."), (state.Verdicts[0].Name, state.Verdicts[0].Passed, state.Verdicts[0].Evidence));
    }

    [Fact]
    public void An_earlier_state_stays_as_it_was()
    {
        var before = Fold((0, Planned(Task("a", "backend"))));

        before.Apply(Begins("a"), At(1));

        Assert.Equal(TaskProgress.Waiting, before.Tasks["a"].Progress);
    }

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(0, 100, 10)]
    [InlineData(0, 12, 2)]
    [InlineData(15, 100, 5)]
    [InlineData(30, 40, 0)]
    public void A_pause_counts_as_far_as_it_lies_within_a_time(double from, double until, double idle)
    {
        var state = Happenings.Fold((0, Happenings.Started()), (10, Happenings.Planned(Happenings.Task("a", "qa"))), (20, new RunEvent.RunResumed("2.0")));

        Assert.Equal(TimeSpan.FromSeconds(idle), state.IdleBetween(Happenings.At(from), Happenings.At(until)));
    }
}
