using Aios.Cli.Consent;
using Aios.Testing;
using Aios.Tests.Workshop;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;
using Aios.Workshop.Verification;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Consent;

public sealed class OpenWorkTests
{
    static readonly RunOrder _order = new() { Workflow = "web-app", Brief = new("todo", "A todo has a title."), Output = "/nowhere", Pace = Pace.Unlimited, Prompts = "test" };

    static readonly RunEvent _agreed = new RunEvent.ContractAgreed(Sample.Contract(Domains.Todo) with { Files = [] });

    static readonly RunEvent[] _written = [Started(), Planned(Task("plan", "cto")), Begins("plan"), Done("plan"), _agreed, Planned(Task("main", "backend", "plan")), Begins("main"), Done("main")];

    static readonly RunEvent[] _passed = [.. WorkflowVerifier.ChecksOf("web-app").Select(check => Checked(check, passed: true))];

    [Fact]
    public void A_run_that_waits_for_its_delivery_with_all_checks_passed_asks_nobody() =>
        Assert.Null(Of([.. _written, .. _passed, new RunEvent.ApprovalAsked(ApprovalPoint.Delivery, "sum"), Ends(RunStatus.Stopped)]));

    [Fact]
    public void Of_a_run_in_the_middle_the_tasks_that_are_not_done_are_open()
    {
        var work = Of([.. _written, Planned(Task("test", "qa", "main"))]);

        Assert.Equal((1, true), (work!.Planned, work.IsForeseen)); // something is open
        Assert.Equal(["main", "plan"], work.Done.Order());
    }

    [Fact]
    public void A_contract_whose_files_nobody_has_planned_yet_is_open() =>
        Assert.NotNull(Of([Started(), Planned(Task("plan", "cto")), Begins("plan"), Done("plan"), new RunEvent.ContractAgreed(Sample.Contract(Domains.Todo)), .. _passed]));

    [Fact]
    public void An_unverified_run_gets_its_rounds_again_and_nobody_knows_what_they_take()
    {
        RunEvent[] failed = [.. _written, .. _passed.Skip(1), Checked(WorkflowVerifier.ChecksOf("web-app")[0], passed: false), Repairs(1, "main"), Ends(RunStatus.Unverified)];

        Assert.False(Of(failed)!.IsForeseen); // something is open
        Assert.False(Of([.. _written, .. _passed.Skip(1)])!.IsForeseen); // a check is still to be made
        Assert.Null(OpenWork.Of(State(failed), _order with { Limits = new() { Repairs = 0 } }, wanted: null));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Rounds_that_a_run_has_had_before_it_was_interrupted_are_gone(int rounds, bool isOpen) => Assert.Equal(
        isOpen,
        OpenWork.Of(State([.. _written, Checked("endpoints", passed: false), Repairs(1, "main")]), _order with { Limits = new() { Repairs = rounds } }, wanted: null) is not null);

    [Fact]
    public void A_change_may_touch_what_is_done_whether_it_is_asked_for_now_or_waits()
    {
        RunEvent.ChangeAsked change = new("add tags to todos") { Brief = new("tags", "A todo has tags.") };
        RunEvent[] waiting = [.. _written, .. _passed, new RunEvent.ApprovalAsked(ApprovalPoint.Delivery, "sum"), Ends(RunStatus.Stopped)];

        foreach (var work in (OpenWork?[])[OpenWork.Of(State(waiting), _order, change), Of([.. waiting, change]), Of([Started(), Planned(Task("plan", "cto")), Begins("plan"), Done("plan"), change])])
        {
            Assert.Empty(work!.Done); // something is open
            Assert.Equal("tags", work.Brief.Name);
        }

        Assert.NotEmpty(Of([.. _written, change, new RunEvent.ContractAgreed(Sample.Contract(Domains.Todo))])!.Done); // what it comes to is known
        Assert.Null(Of([.. waiting, change, new RunEvent.ChangeWithdrawn("not understood")]));
    }

    static OpenWork? Of(IEnumerable<RunEvent> events) => OpenWork.Of(State(events), _order, wanted: null);

    static RunState State(IEnumerable<RunEvent> events) => Fold(events.Select((happened, second) => ((double)second, happened)));
}
