namespace Aios.Llm.Routing.Planning.Eligibility;

sealed class PinRule : IEligibilityRule
{
    public bool Concerns(Decision decision) => decision.Directive.Pin is not null;

    public bool Admits(Decision decision, int contender) => decision.Directive.Pin![contender]; // there is one: it was asked whether the rule concerns anybody

    public string Reason(Decision decision, int contender) => $"Only {decision.Directive.Pinned} may be asked: {decision.Directive.Because}";
}
