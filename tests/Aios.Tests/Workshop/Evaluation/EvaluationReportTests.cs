using System.Text.Json;
using Aios.Llm.Models;
using Aios.Llm.Providers;
using Aios.Testing;
using Aios.Workshop.Evaluation;
using Xunit;

namespace Aios.Tests.Workshop.Evaluation;

public sealed class EvaluationReportTests(TrialFixture fixture) : IClassFixture<TrialFixture>
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task As_JSON_it_has_the_names_that_programs_rely_on()
    {
        var report = JsonElement.Parse((await ReportAsync(fixture.Candidate(_ => null, TrialFixture.Price))).ToJson());

        Assert.Equal(
            ["eval_id", "started", "status", "wall_seconds", "max_cost_usd", "estimate", "passed", "cost_usd", "seconds", "attempts", "usage", "trials"],
            report.EnumerateObject().Select(member => member.Name));
        var trial = report.GetProperty("trials")[0];
        Assert.Equal(
            ["specialist", "task", "provider", "model", "outcome", "reason", "seconds", "attempts", "usage", "cost_usd", "estimate", "checks", "files"],
            trial.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["input", "output", "expected_usd", "worst_usd"], trial.GetProperty("estimate").EnumerateObject().Select(member => member.Name));
        Assert.Equal(["input", "cache_read", "cache_write", "output", "reasoning"], trial.GetProperty("usage").EnumerateObject().Select(member => member.Name));
        Assert.Equal(("cto", "contract/domain", "scripted", "actor", "passed"), (Text("specialist"), Text("task"), Text("provider"), Text("model"), Text("outcome")));

        string? Text(string member) => trial.GetProperty(member).GetString();
    }

    [Fact]
    public async Task Its_sums_are_those_of_its_rows()
    {
        var report = await ReportAsync(fixture.Candidate(_ => null, TrialFixture.Price, "one"), fixture.Candidate(_ => null, TrialFixture.Price, "other"));

        Assert.Equal(("passed", 10, 10), (report.Status, report.Passed, report.Attempts));
        Assert.Equal(report.Trials.Sum(trial => trial.CostUsd), report.CostUsd);
        Assert.Equal(report.Trials.Sum(trial => trial.Usage.Input), report.Usage.Input);
        Assert.Equal(report.Trials.Sum(trial => trial.Estimate?.WorstUsd), report.Estimate.WorstUsd);
    }

    [Fact]
    public async Task One_unknown_cost_makes_the_sum_unknown()
    {
        var report = await ReportAsync(fixture.Candidate(_ => null, TrialFixture.Price, "one"), fixture.Candidate(_ => null, name: "other"));

        Assert.Equal((null, null, null), (report.CostUsd, report.Estimate.ExpectedUsd, report.Estimate.WorstUsd));
    }

    [Fact]
    public async Task What_it_comes_to_is_the_worst_of_its_rows_and_what_is_missing_was_interrupted()
    {
        Candidate silent = new("ollama", "?") { WhyNot = new(FailureKind.Unreachable, "Nobody listens there.") };
        var failing = fixture.Candidate(asked => asked.Task == "compose.yaml" ? Say.Text("No.\n") : null, ModelPrice.Free);

        Assert.Equal("unanswered", (await ReportAsync(silent)).Status);
        Assert.Equal("failed", (await ReportAsync(failing, silent)).Status);
        Assert.Equal("interrupted", EvaluationReport.Of("id", default, default, Plan(failing), [], null).Status);
    }

    async Task<EvaluationReport> ReportAsync(params IReadOnlyList<Candidate> candidates) =>
        EvaluationReport.Of("id", fixture.Clock.GetUtcNow(), TimeSpan.FromSeconds(1), Plan(candidates), await fixture.RunAsync(fixture.Trials, candidates, cancellationToken: Token), limit: null);

    TrialPlan Plan(params IReadOnlyList<Candidate> candidates) => TrialPlan.Of(fixture.Trials, candidates, fixture.Clock.GetUtcNow());
}
