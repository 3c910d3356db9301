using Aios.Llm.Spending;

namespace Aios.Workshop.Evaluation;

/// <summary>Who is tried on what, in the order in which it is done, with what it will need. Nobody has been asked yet.</summary>
public sealed record TrialPlan(IReadOnlyList<PlannedTrial> Trials)
{
    /// <summary>Null as soon as one is unknown.</summary>
    public Money? Expected => Sum(estimate => estimate.Expected);

    /// <summary>Null as soon as one is unknown.</summary>
    public Money? Worst => Sum(estimate => estimate.Worst);

    /// <summary>Whatever happens, it costs nothing.</summary>
    public bool IsFree => Worst == Money.Zero;

    /// <summary>One specialist after the other, so that money that does not reach compares at least some of them.</summary>
    public static TrialPlan Of(IReadOnlyList<SpecialistTrial> trials, IReadOnlyList<Candidate> candidates, DateTimeOffset at) => new(
    [
        .. from trial in trials
           from candidate in candidates
           select new PlannedTrial(trial, candidate, candidate.Route is { } route ? TrialEstimate.Of(trial, route.Model, at) : null),
    ]);

    Money? Sum(Func<TrialEstimate, Money?> amount) =>
        Trials.Select(trial => trial.Estimate).OfType<TrialEstimate>().Aggregate((Money?)Money.Zero, (sum, estimate) => sum + amount(estimate));
}

/// <param name="Estimate">Null for whom cannot be asked.</param>
public sealed record PlannedTrial(SpecialistTrial Trial, Candidate Candidate, TrialEstimate? Estimate);
