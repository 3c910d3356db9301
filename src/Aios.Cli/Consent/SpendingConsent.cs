using Aios.Cli.Building;
using Aios.Cli.Commands;
using Aios.Cli.Display;
using Aios.Llm.Spending;
using Aios.Workshop.Briefs;
using Aios.Workshop.Estimating;
using Aios.Workshop.Running;

namespace Aios.Cli.Consent;

/// <summary>Before a run spends: asks whoever is there, if it may come to more than it may cost. Whatever is answered, the budgets hold.</summary>
/// <param name="ledger">Says what the budgets have left.</param>
sealed class SpendingConsent(Output output, ILedger ledger, TimeProvider clock)
{
    /// <param name="brief">Of what is to be built.</param>
    /// <param name="spent">What the run has cost already.</param>
    /// <param name="done">The tasks that nobody will be asked for again.</param>
    /// <exception cref="BudgetExceededException">It was not agreed to.</exception>
    public async Task AskAsync(Brief brief, RunOrder order, string? run, Money spent, Crew crew, IReadOnlySet<string> done, CancellationToken cancellationToken)
    {
        var limits = new SpendingLimits(ledger, order.MaxCost, spent, run);
        if (crew.Plans.IsOffline || (output.Dialogue is null && !limits.Any))
        {
            return;
        }

        var estimate = await EstimateAsync(brief, order, crew, done, cancellationToken);
        if (estimate?.Worst == Money.Zero || limits.Exceeded(estimate) is not { } exceeded)
        {
            return;
        }

        if (output.Dialogue is not { } dialogue)
        {
            output.Warn([$"The run may cost {Worst(estimate)}, {exceeded}: it stops there, and can be gone on with."]);
            return;
        }

        dialogue.Say(Lines(estimate, exceeded));
        if (!await dialogue.AgreesAsync("Go on?", cancellationToken))
        {
            throw new BudgetExceededException("It was not agreed to. Nobody was asked, and nothing is left of it.") { Hint = "Allow less with --max-cost, or name a cheaper model with --model. See: aios estimate" };
        }
    }

    async Task<RunEstimate?> EstimateAsync(Brief brief, RunOrder order, Crew crew, IReadOnlySet<string> done, CancellationToken cancellationToken)
    {
        try
        {
            return await Forecast.MakeAsync(brief, crew, crew.Slots(order.Slots), clock, cancellationToken, done);
        }
        catch (BriefException)
        {
            return null; // a model may understand it; beforehand nobody knows its tasks
        }
    }

    static IEnumerable<string> Lines(RunEstimate? estimate, string exceeded)
    {
        yield return estimate is null
            ? $"What this will cost nobody can say beforehand, {exceeded}."
            : $"This will likely cost {EstimateCommand.Dollars(estimate.Dollars)}, {Worst(estimate)}, {exceeded}.";
        if (estimate is not null)
        {
            yield return $"Answers: {estimate.Tasks} tasks, likely {EstimateCommand.Minutes(estimate.Time)}, at worst {EstimateCommand.Minutes(estimate.WorstTime)}. More: aios estimate";
        }
    }

    static string Worst(RunEstimate? estimate) => estimate?.Worst is { } worst ? $"at worst {EstimateCommand.Dollars((double)worst.Dollars)}" : "at worst nobody knows what";
}
