using System.Text.Json;
using Aios.Workshop.Offline;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Workshop.Reporting;

public sealed class ReporterTests
{
    static readonly Pace _pace = new() { CharactersPerSecond = 400 };

    [Fact]
    public void A_report_tells_what_the_run_came_to()
    {
        var report = Of(Run());

        Assert.Equal(("run-1", "verified", null, "web-app", "/out"), (report.RunId, report.Status, report.Reason, report.Workflow, report.Output));
        Assert.Equal((13, 10, 10, 14), (report.WallSeconds, report.MakespanSeconds, report.CriticalPathSeconds, report.SequentialSeconds));
        Assert.Equal((0.01m, 0), (report.CostUsd, report.UnknownCalls));
        Assert.Equal(new(50, 0, 0, 25, 0), report.Usage);
        Assert.Equal(["offline"], report.Providers);
        Assert.Equal([new("cto", 1, 1, 0, 0.001m, 2), new("backend", 2, 2, 0, 0.009m, 9), new("qa", 1, 1, 0, 0, 3)], report.Specialists);
        Assert.Equal([new("endpoints", true, 1.5, "")], report.Checks);
    }

    [Fact]
    public void A_report_tells_of_each_task_in_the_order_of_the_plan()
    {
        var report = Of(Run());

        Assert.Equal(["plan", "main", "model", "test"], report.Tasks.Select(task => task.Id));
        var model = report.Tasks[2];
        Assert.Equal(("backend", "done", 2, 0.006m, 100, null), (model.Specialist, model.State, model.Attempts, model.CostUsd, model.Characters, model.Problem));
        Assert.Equal((At(2), At(7), "offline", "generator"), (model.Started, model.Finished, model.Provider, model.Model));
        Assert.Equal(["plan"], model.Needs);
        Assert.Equal(["model.txt"], model.Files);
    }

    [Fact]
    public void Targets_are_computed_from_the_run_and_met_or_not()
    {
        var targets = Of(Run()).Targets;

        Assert.Equal(
            [
                new("makespan / critical path", 1.05, 1, true),
                new("p95 of the answers, seconds of model time", 5, 4, true),
                new("longest answer, seconds of model time", 8, 4, true),
                new("all answers, seconds of model time", 20, 10, true),
            ],
            targets);
    }

    [Fact]
    public void Targets_are_in_model_time_when_time_is_scaled()
    {
        var targets = new Reporter(_pace with { TimeScale = 0.25 }, Nothing).Of(Fold(Run())).Targets;

        Assert.Equal([(1, true), (16, false), (16, false), (40, false)], targets.Select(target => (target.Value, target.Met)));
    }

    [Fact]
    public void Without_a_pace_there_is_no_model_time_to_have_targets_for() => Assert.Empty(new Reporter(Pace.Unlimited, Nothing).Of(Fold(Run())).Targets);

    [Fact]
    public void A_run_that_was_stopped_in_its_first_answer_has_a_report_and_no_targets()
    {
        var report = Of([(0, Started()), (0, Planned(Task("plan", "cto"))), (0, Begins("plan")), (1, Answers("plan", 1, 0, "The answer did not come whole.")), (1, Ends(RunStatus.Stopped, "Interrupted."))]);

        Assert.Equal("stopped", report.Status);
        Assert.Empty(report.Targets);
        Assert.NotEmpty(report.ToJson());
    }

    [Fact]
    public void An_unknown_cost_is_null_and_counted()
    {
        var report = Of([(0, Started()), (0, Planned(Task("plan", "cto"))), (0, Begins("plan")), (1, Answers("plan", 1, nanos: null)), (2, Done("plan"))]);

        Assert.Equal((null, 1), (report.CostUsd, report.UnknownCalls));
        Assert.Null(report.Tasks[0].CostUsd);
        Assert.Null(report.Specialists[0].CostUsd);
        Assert.Contains("\"cost_usd\": null", report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Beside_an_unknown_cost_stands_what_is_known_and_only_unknown_answers_are_counted()
    {
        var report = Of([(0, Started()), (0, Planned(Task("plan", "cto"))), (0, Begins("plan")), (1, Answers("plan", 1, nanos: null)), (2, Answers("plan", 1, 2_000_000)), (3, Done("plan"))]);

        Assert.Equal((null, 0.002m, 1), (report.CostUsd, report.KnownCostUsd, report.UnknownCalls));
        Assert.Equal("unknown for 1 of the answers, $0.002 for the others", ReportText.CostOf(report));
    }

    [Fact]
    public void Without_a_delivery_there_are_no_files() => Assert.Empty(Of(Run(RunStatus.Failed, output: null)).Files);

    [Theory]
    [InlineData(RunStatus.Verified, "verified")]
    [InlineData(RunStatus.Unverified, "unverified")]
    [InlineData(RunStatus.Failed, "failed")]
    [InlineData(RunStatus.Stopped, "stopped")]
    public void A_status_has_the_word_of_the_contract(RunStatus status, string word) => Assert.Equal(word, Of(Run(status)).Status);

    [Fact]
    public void The_names_in_the_document_are_those_of_the_contract()
    {
        using var document = JsonDocument.Parse(Of(Run()).ToJson());
        var root = document.RootElement;

        AssertHas(root, "run_id", "status", "reason", "workflow", "output", "wall_seconds", "critical_path_seconds", "sequential_seconds", "cost_usd", "unknown_calls", "usage", "tasks", "checks", "files", "targets");
        AssertHas(root.GetProperty("usage"), "input", "cache_read", "cache_write", "output", "reasoning");
        AssertHas(root.GetProperty("tasks")[0], "id", "specialist", "state", "needs", "files", "started", "finished", "provider", "model", "attempts", "cost_usd");
        AssertHas(root.GetProperty("checks")[0], "name", "passed", "seconds", "evidence");
        AssertHas(root.GetProperty("targets")[0], "name", "limit", "value", "met");
    }

    [Fact]
    public void On_one_line_it_is_the_same_document()
    {
        var report = Of(Run());

        Assert.DoesNotContain('\n', report.ToJsonLine());
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(report.ToJson()), JsonElement.Parse(report.ToJsonLine())));
    }

    static void AssertHas(JsonElement element, params string[] names) =>
        Assert.Empty(names.Except(element.EnumerateObject().Select(property => property.Name)));

    static IReadOnlyDictionary<string, long> Nothing => new Dictionary<string, long>();

    static Report Of(IEnumerable<(double, RunEvent)> events) => new Reporter(_pace, Nothing).Of(Fold(events));
}
