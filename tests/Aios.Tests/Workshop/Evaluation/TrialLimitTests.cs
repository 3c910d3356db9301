using Aios.Llm.Models;
using Aios.Testing;
using Aios.Workshop.Evaluation;
using Xunit;

namespace Aios.Tests.Workshop.Evaluation;

/// <summary>What it will cost is said before, and what it may cost is kept to.</summary>
public sealed class TrialLimitTests(TrialFixture fixture) : IClassFixture<TrialFixture>
{
    static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void An_estimate_is_one_answer_like_the_generator_s_and_the_worst_is_every_attempt_in_full()
    {
        var trial = fixture.Trial("backend");
        Model model = new() { Id = "any", ContextWindow = null, MaxOutput = null, Prices = [TrialFixture.Price] };

        var estimate = TrialEstimate.Of(trial, model, fixture.Clock.GetUtcNow());

        Assert.Equal(trial.Expected.Output, estimate.Output);
        Assert.Equal((estimate.Input * 1m + estimate.Output * 10m) / 1_000_000m, estimate.Expected?.Dollars);
        var bound = TokenCounter.AtMost(model, trial.Question.Messages, trial.Question.Options)?.Tokens ?? 0;
        Assert.InRange(estimate.Input, bound / 8, bound);
        Assert.Equal((bound * 1m + 3000 * 10m + (bound + 3000 + 1000) * 1m + 3000 * 10m) / 1_000_000m, estimate.Worst?.Dollars);
    }

    [Fact]
    public void Writing_to_the_cache_is_what_a_question_costs_at_worst()
    {
        var trial = fixture.Trial("backend");
        Model model = new() { Id = "any", ContextWindow = null, MaxOutput = null, Prices = [TrialFixture.Price] };
        var dearer = model with { Prices = [new() { Standard = TrialFixture.Price.Standard with { CacheWrite5m = 1.25m } }] };

        var (plain, cached) = (TrialEstimate.Of(trial, model, default), TrialEstimate.Of(trial, dearer, default));

        Assert.True(cached.Worst?.Dollars > plain.Worst?.Dollars);
        Assert.Equal(plain.Expected, cached.Expected);
    }

    [Fact]
    public void A_plan_is_free_only_when_all_of_it_is_and_unknown_as_soon_as_something_is()
    {
        var (free, priced, unknown) = (fixture.Candidate(_ => null, ModelPrice.Free), fixture.Candidate(_ => null, TrialFixture.Price), fixture.Candidate(_ => null));

        Assert.True(Plan(free).IsFree);
        Assert.False(Plan(free, priced).IsFree);
        Assert.True(Plan(free, priced).Worst?.Dollars > Plan(free, priced).Expected?.Dollars);
        Assert.Null(Plan(free, priced, unknown).Worst);
        Assert.False(Plan(free, priced, unknown).IsFree);
    }

    [Fact]
    public async Task What_could_cost_more_than_is_left_is_not_begun_and_what_costs_nothing_is()
    {
        List<string> asked = [];
        var priced = fixture.Candidate(
            question =>
            {
                asked.Add(question.Task);
                return null;
            },
            TrialFixture.Price,
            "priced");
        SpecialistTrial[] trials = [fixture.Trial("devops"), fixture.Trial("backend")];
        var limit = TrialPlan.Of(trials, [priced], fixture.Clock.GetUtcNow()).Trials[0].Estimate?.Worst?.Dollars;

        var rows = await fixture.RunAsync(trials, [priced, fixture.Candidate(_ => null, ModelPrice.Free, "free")], limit, cancellationToken: Token);

        Assert.Equal(["compose.yaml"], asked);
        Assert.Equal([TrialOutcome.Passed, TrialOutcome.Passed, TrialOutcome.OverBudget, TrialOutcome.Passed], rows.Select(row => row.Outcome));
        Assert.Matches(@"^It may cost \$[\d.]+, and of \$[\d.]+ \$[\d.]+ are left\.$", rows[2].Reason);
        Assert.True(rows.Sum(row => row.Cost?.Dollars) <= limit);
    }

    [Fact]
    public async Task Without_a_price_nothing_is_asked_under_a_limit()
    {
        var candidate = fixture.Candidate(_ => throw new InvalidOperationException("It was asked."));

        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("devops")], [candidate], limit: 100, cancellationToken: Token));

        Assert.Equal((TrialOutcome.OverBudget, "Its price is unknown, so it cannot be kept within a limit.", 0), (row.Outcome, row.Reason, row.Attempts));
    }

    [Fact]
    public async Task Without_a_limit_a_model_without_a_price_is_asked_and_its_cost_stays_unknown()
    {
        var row = Assert.Single(await fixture.RunAsync([fixture.Trial("devops")], [fixture.Candidate(_ => null)], cancellationToken: Token));

        Assert.Equal((TrialOutcome.Passed, null), (row.Outcome, row.Cost));
    }

    [Fact]
    public async Task A_question_that_has_grown_too_dear_is_not_asked_again()
    {
        var trial = fixture.Trial("devops");
        var rambling = fixture.Candidate(_ => Say.Billed(new string('x', 100_000) + "\n", 1000, 3000), TrialFixture.Price);
        var limit = TrialPlan.Of([trial], [rambling], fixture.Clock.GetUtcNow()).Worst?.Dollars;

        var row = Assert.Single(await fixture.RunAsync([trial], [rambling], limit, cancellationToken: Token));

        Assert.Equal((TrialOutcome.OverBudget, 1, 0.031m), (row.Outcome, row.Attempts, row.Cost?.Dollars));
        Assert.StartsWith("The answer could not be used, and was not asked for again. It may cost ", row.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_whose_cost_nobody_knows_counts_as_the_worst()
    {
        var silent = fixture.Candidate(asked => asked.Task == "contract/domain" ? Say.Text("No usage, no files.\n") : null, TrialFixture.Price);
        var worst = Plan(silent).Trials[0].Estimate?.Worst?.Dollars;

        var rows = await fixture.RunAsync([fixture.Trial("cto"), fixture.Trial("devops")], [silent], worst + 0.01m, cancellationToken: Token);

        Assert.Equal([(TrialOutcome.Failed, null), (TrialOutcome.OverBudget, 0m)], rows.Select(row => (row.Outcome, row.Cost?.Dollars)));
    }

    TrialPlan Plan(params IReadOnlyList<Candidate> candidates) => TrialPlan.Of(fixture.Trials, candidates, fixture.Clock.GetUtcNow());
}
