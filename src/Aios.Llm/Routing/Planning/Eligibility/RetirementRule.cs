using System.Globalization;

namespace Aios.Llm.Routing.Planning.Eligibility;

/// <summary>Whoever names a model means it: then its provider says whether it is still there.</summary>
sealed class RetirementRule : IEligibilityRule
{
    public RefusalCause Cause => RefusalCause.Retired;

    public bool Concerns(Decision decision) => !decision.IsPinned;

    public bool Admits(Decision decision, int contender) => !decision.Prices.IsRetired(contender);

    public string Reason(Decision decision, int contender) =>
        string.Create(CultureInfo.InvariantCulture, $"Its provider retired it on {decision.Contenders[contender].Model.RetiresOn:yyyy-MM-dd}.");
}
