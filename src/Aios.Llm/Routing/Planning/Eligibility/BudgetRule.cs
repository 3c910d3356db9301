using Aios.Llm.Models;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing.Planning.Eligibility;

/// <summary>The worst case has to be within what is left. What seems not to be is reckoned exactly before it is refused.</summary>
/// <remarks>The ledger decides when the money is asked for; this keeps the plan from walking through routes that it would refuse.</remarks>
sealed class BudgetRule : IEligibilityRule
{
    const double Dearest = 2; // no way of writing to a cache costs more than so many times reading

    public RefusalCause Cause => RefusalCause.Budget;

    public bool Concerns(Decision decision) => decision.Allowance.Left is not null;

    public bool Admits(Decision decision, int contender)
    {
        if (!decision.Prices.IsPriced(contender))
        {
            return false;
        }

        var model = decision.Contenders[contender].Model;
        var input = decision.Needs.Bytes + (Dearest * decision.Needs.HighInputOf(model)); // no token is less than a byte
        ref readonly var tariff = ref decision.Prices.TariffOf(contender, input);
        return (OutputLimit(decision, model) is { } output && tariff.PriceOf(Dearest * input, 0, output) <= decision.Left)
            || (Worst(decision, model) is { } worst && worst.NanoDollars <= decision.Allowance.Left?.NanoDollars);
    }

    public string Reason(Decision decision, int contender) => (decision.Prices.IsPriced(contender), Worst(decision, decision.Contenders[contender].Model)) switch
    {
        (false, _) => "Nobody knows its price, and there is a budget.",
        (_, null) => "Nobody knows what it may cost at most, and there is a budget.",
        (_, { } worst) => $"It may cost {worst}, and {decision.Allowance.Left} are left.",
    };

    static int? OutputLimit(Decision decision, Model model) => decision.Request.Options?.MaxOutputTokens ?? model.MaxOutput;

    static Money? Worst(Decision decision, Model model) => WorstCase.Of(model, decision.Request.Messages, decision.Request.Options, decision.Now);
}
