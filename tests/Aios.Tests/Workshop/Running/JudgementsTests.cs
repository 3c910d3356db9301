using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Workshop.Running;

public sealed class JudgementsTests
{
    [Fact]
    public void When_every_check_passed_every_answer_that_went_in_has_passed() =>
        Assert.Equal([("router", true), ("page", true), ("test", true)], Judged(RunStatus.Verified));

    [Fact]
    public void When_a_check_failed_those_have_failed_whose_files_it_names() =>
        Assert.Equal([("router", false)], Judged(RunStatus.Unverified, Happenings.Checked("python-compiles", passed: false, "backend/app/todos.py:3: error: no such name")));

    [Fact]
    public void A_file_is_known_by_its_path_within_the_folder_of_the_check() =>
        Assert.Equal([("page", false)], Judged(RunStatus.Unverified, Happenings.Checked("typescript-compiles", passed: false, "src/todos.tsx(3,1): error TS2304")));

    [Fact]
    public void A_test_that_fails_may_be_right() =>
        Assert.Empty(Judged(RunStatus.Unverified, Happenings.Checked("backend-tests", passed: false, "FAILED tests/test_todos.py::test_create")));

    [Fact]
    public void Who_wrote_what_is_to_be_repaired_has_failed_then_and_whoever_repaired_it_has_passed_in_the_end()
    {
        var (round, end) = (Happenings.Repairs(1, "router"), Happenings.Ends(RunStatus.Verified));
        List<(double, RunEvent)> events =
        [
            (0, Happenings.Planned(Happenings.Task("router", "backend"), Happenings.Task("page", "frontend"))),
            .. ((string[])["router", "page"]).SelectMany(task => ((double, RunEvent)[])[(1, Happenings.Answers(task, 1)), (2, Happenings.Done(task))]),
            (3, round),
        ];
        var found = Judgements.Of(round, Happenings.Fold(events));
        events.AddRange([
            (3, Happenings.Planned(Happenings.Task("repair-1/router", "backend") with { Files = [new("router.txt")], Repairs = ["endpoints"] })),
            (4, new RunEvent.TaskDone("repair-1/router", [new("router.txt", 7)])),
            (5, end),
        ]);

        Assert.Equal([("router", false)], found.Select(judgement => (judgement.Task.Id, judgement.Passed)));
        Assert.Equal([("page", true), ("repair-1/router", true)], Judgements.Of(end, Happenings.Fold(events)).Select(judgement => (judgement.Task.Id, judgement.Passed)));
    }

    [Fact]
    public void Nobody_is_said_to_have_failed_twice_for_one_answer_nor_at_what_was_only_looked_for()
    {
        var (first, second, end) = (Happenings.Repairs(1, "router"), Happenings.Repairs(2, "router"), Happenings.Ends(RunStatus.Unverified));
        List<(double, RunEvent)> events = [(0, Happenings.Planned(Happenings.Task("router", "backend"))), (2, Happenings.Done("router")), (3, first), (4, second), (5, Happenings.Checked("endpoints", passed: false, "router.txt:1")), (6, end)];

        Assert.Empty(Judgements.Of(second, Happenings.Fold(events.Take(4))));
        Assert.Empty(Judgements.Of(end, Happenings.Fold(events)));
        var vague = Happenings.Repairs(1, "router", isNamed: false);
        Assert.Empty(Judgements.Of(vague, Happenings.Fold([.. events.Take(2), (3, vague)])));
    }

    [Fact]
    public void A_check_that_was_not_made_says_nothing() => Assert.Empty(Judged(
        RunStatus.Unverified, new RunEvent.CheckFinished(new("python-compiles", false, 0, "not run: backend/app/todos.py") { Refused = true })));

    [Fact]
    public void A_run_that_was_stopped_says_nothing() => Assert.Empty(Judged(RunStatus.Stopped));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void An_answer_that_cannot_be_used_has_failed_and_one_that_broke_off_has_not(bool brokeOff, int expected)
    {
        var happened = (RunEvent.AnswerReceived)Happenings.Answers("router", 1, 0, "It is no answer.") with { Failed = brokeOff };

        var judged = Judgements.Of(happened, Happenings.Fold((0, Planned()), (1, happened)));

        Assert.Equal(expected, judged.Count(judgement => !judgement.Passed));
    }

    static IEnumerable<(string, bool)> Judged(RunStatus status, params IEnumerable<RunEvent> checks)
    {
        RunEvent end = Happenings.Ends(status);
        var state = Happenings.Fold([
            (0, Planned()),
            .. ((string[])["router", "page", "test"]).SelectMany(task => ((double, RunEvent)[])[(1, Happenings.Begins(task)), (2, Happenings.Answers(task, 1)), (2, Happenings.Done(task))]),
            .. checks.Select(check => (3.0, check)),
            (4, end),
        ]);
        return Judgements.Of(end, state).Select(judgement => (judgement.Task.Id, judgement.Passed));
    }

    static RunEvent Planned() => Happenings.Planned(
        Writing("router", "backend", "backend/app/todos.py"), Writing("page", "frontend", "frontend/src/todos.tsx"), Writing("test", "qa", "backend/tests/test_todos.py"));

    static WorkTask Writing(string id, string specialist, string path) => Happenings.Task(id, specialist) with
    {
        Files = [new(path)],
    };
}
