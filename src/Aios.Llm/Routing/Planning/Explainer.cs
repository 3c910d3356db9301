using Aios.Llm.Routing.Policies;

namespace Aios.Llm.Routing.Planning;

/// <summary>Says why a decision was as it was, by deciding again about what was seen.</summary>
static class Explainer
{
    public static PlanExplanation Explain(Decision decision)
    {
        using Ordering ordering = new(decision);
        var isStale = ordering.IsStale;
        List<PlannedRoute> routes = [];
        for (var i = 0; i < ordering.Count; i++)
        {
            ref readonly var prospect = ref ordering[i];
            routes.Add(new(decision.Contenders[prospect.Index].Route, Reason(decision, prospect, isStale)) { Estimate = Estimate(decision, prospect) });
        }

        return new()
        {
            Policy = decision.Arm is { } arm ? $"{ExperimentPolicy.Word} {arm}" : decision.Policy.Name,
            Because = decision.Allowance.IsSoft ? "A soft limit of a budget is reached, so what is cheap comes first." : decision.Directive.Because,
            Routes = routes,
            Refused =
            [
                .. from contender in Enumerable.Range(0, decision.Contenders.Length)
                   let rule = decision.Refusing(contender, isStale)
                   where rule is not null
                   select new RefusedRoute(decision.Contenders[contender].Route, rule.Reason(decision, contender), rule.Cause),
            ],
        };
    }

    static string Reason(Decision decision, in Prospect prospect, bool isStale) => isStale
        ? $"No route can be asked now, and this one is due the soonest. {decision.Refusing(prospect.Index)?.Reason(decision, prospect.Index)}"
        : string.Join(' ', ((string?[])[decision.Contenders[prospect.Index].Candidate.Reason, decision.Policy.Reason(decision, prospect)]).OfType<string>());

    static RouteEstimate Estimate(Decision decision, in Prospect prospect) => new()
    {
        Input = (long)prospect.Input,
        Output = (long)Math.Round(prospect.Output),
        Dollars = double.IsNaN(prospect.Price) ? null : prospect.Price + prospect.Cache,
        Seconds = prospect.Seconds,
        IsTimeAssumed = prospect.IsTimeAssumed,
        Passes = prospect.Passes,
        Terms = prospect.Repair > 0 && !double.IsNaN(prospect.Price) ? Terms(decision, prospect) : new Dictionary<string, double>(),
    };

    /// <summary>In dollars; together they are what the route is expected to cost until it has passed.</summary>
    static Dictionary<string, double> Terms(Decision decision, in Prospect prospect) => new()
    {
        ["price"] = prospect.Price,
        ["time"] = prospect.Seconds * decision.ValueOfSecond,
        ["repair"] = (1 - prospect.Reckoned) * prospect.Repair,
        ["cache"] = prospect.Cache,
    };
}
