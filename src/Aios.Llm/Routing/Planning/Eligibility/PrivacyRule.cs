namespace Aios.Llm.Routing.Planning.Eligibility;

sealed class PrivacyRule : IEligibilityRule
{
    public bool Concerns(Decision decision) => decision.Request.StaysHere || decision.Directive.Policy.StaysHere;

    public bool Admits(Decision decision, int contender) => decision.Contenders[contender].Candidate.IsHere;

    public string Reason(Decision decision, int contender) => "It is not on this machine, and nothing may leave it.";
}
