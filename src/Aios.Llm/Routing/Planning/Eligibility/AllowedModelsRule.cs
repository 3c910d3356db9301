namespace Aios.Llm.Routing.Planning.Eligibility;

sealed class AllowedModelsRule : IEligibilityRule
{
    public bool Concerns(Decision decision) => decision.Rules.Models.Count > 0;

    public bool Admits(Decision decision, int contender) => decision.Contenders[contender].IsAllowed;

    public string Reason(Decision decision, int contender) => $"Only these may be asked: {string.Join(", ", decision.Rules.Models)}.";
}
