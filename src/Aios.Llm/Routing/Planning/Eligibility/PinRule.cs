namespace Aios.Llm.Routing.Planning.Eligibility;

sealed class PinRule : IEligibilityRule
{
    public bool Admits(Decision decision, int contender) => decision.Directive.Pin is not { } pin || pin[contender];

    public string Reason(Decision decision, int contender) => $"Only {decision.Directive.Pinned} may be asked: {decision.Directive.Because}";
}
