namespace Aios.Llm.Routing.Planning.Eligibility;

static class EligibilityRules
{
    /// <summary>In the order in which they are asked: what never changes first, what is reckoned last.</summary>
    public static IEligibilityRule[] All { get; } =
    [
        new RetirementRule(), new AllowedModelsRule(), new PinRule(), new WorkRule(), new PrivacyRule(), new CapabilityRule(), new WindowRule(), new BudgetRule(),
        new CircuitRule(), new LimitRule(),
    ];
}
