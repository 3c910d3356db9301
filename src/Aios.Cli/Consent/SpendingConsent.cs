using Aios.Cli.Building;
using Aios.Cli.Display;
using Aios.Llm.Spending;
using Aios.Workshop.Briefs;
using Aios.Workshop.Estimating;
using Aios.Workshop.Running;

namespace Aios.Cli.Consent;

/// <summary>Before a run spends: asks whoever is there, if it may come to more than it may cost. Whatever is answered, the budgets hold.</summary>
/// <param name="ledger">Says what the budgets have left.</param>
/// <param name="hasOptions">The command takes a limit and a model.</param>
sealed class SpendingConsent(Output output, ILedger ledger, bool hasOptions, TimeProvider clock)
{
    /// <param name="work">Null where nobody will be asked for anything.</param>
    /// <param name="run">Null for one that has not begun.</param>
    /// <param name="spent">What the run has cost already.</param>
    /// <exception cref="BudgetExceededException">It was not agreed to.</exception>
    public async Task AskAsync(OpenWork? work, RunOrder order, string? run, Money spent, Crew crew, CancellationToken cancellationToken)
    {
        var limits = new SpendingLimits(ledger, order.MaxCost, spent, run);
        if (work is null || crew.Plans.IsFreeAt(clock.GetUtcNow()) || (output.Dialogue is null && !limits.Any))
        {
            return;
        }

        var estimate = await EstimateAsync(work, order, crew, cancellationToken);
        if (IsFree(work, estimate) || limits.Exceeded(estimate) is not { } exceeded)
        {
            return;
        }

        if (output.Dialogue is not { } dialogue)
        {
            output.Warn([$"The run may cost {Worst(estimate)}, {exceeded}: it stops there, and can be gone on with."]);
            return;
        }

        dialogue.Say(Lines(estimate, limits.Any ? exceeded : $"{exceeded} ({(hasOptions ? "--max-cost" : "aios budget set")} would)"));
        if (!await dialogue.AgreesAsync("Go on?", cancellationToken))
        {
            throw new BudgetExceededException($"It was not agreed to. Nobody was asked, and {(run is null ? "nothing is left of it" : $"run {run} is as it was")}.")
            {
                Hint = hasOptions ? "Allow less with --max-cost, or name a cheaper model with --model. See: aios estimate" : "Limit it beforehand with aios budget set. See: aios estimate",
            };
        }
    }

    /// <returns>Null where nobody can tell.</returns>
    async Task<RunEstimate?> EstimateAsync(OpenWork work, RunOrder order, Crew crew, CancellationToken cancellationToken)
    {
        if (!work.IsForeseen)
        {
            return null;
        }

        try
        {
            var estimate = await Forecast.MakeAsync(work.Brief, crew, crew.Slots(order.Slots), clock, cancellationToken, work.Done);
            return estimate.Tasks < work.Planned ? null : estimate; // the generator would not have them all
        }
        catch (BriefException)
        {
            return null; // a model may understand it; beforehand nobody knows its tasks
        }
    }

    /// <summary>Whoever repairs is asked as for its tasks, so what is free as a whole is free with its repairs.</summary>
    static bool IsFree(OpenWork work, RunEstimate? estimate) => estimate?.Worst == Money.Zero && (work.Done.Count == 0 || !work.MayRepair);

    static IEnumerable<string> Lines(RunEstimate? estimate, string exceeded)
    {
        yield return estimate is null
            ? $"What this will cost nobody can say beforehand, {exceeded}."
            : $"This will likely cost {EstimateWords.Dollars(estimate.Dollars)}, {Worst(estimate)}, {exceeded}.";
        if (estimate is not null)
        {
            yield return $"Answers: {estimate.Tasks} tasks, likely {EstimateWords.Minutes(estimate.Time)}, at worst {EstimateWords.Minutes(estimate.WorstTime)}. More: aios estimate";
        }
    }

    static string Worst(RunEstimate? estimate) =>
        estimate?.Worst is { } worst ? $"at worst {EstimateWords.Dollars((double)worst.Dollars)} (repairs not counted)" : "at worst nobody knows what";
}
