using System.Globalization;

namespace Aios.Llm.Routing.Planning.Eligibility;

sealed class RetirementRule : IEligibilityRule
{
    public bool Admits(Decision decision, int contender) => !decision.Prices.IsRetired(contender);

    public string Reason(Decision decision, int contender) =>
        string.Create(CultureInfo.InvariantCulture, $"Its provider retired it on {decision.Contenders[contender].Model.RetiresOn:yyyy-MM-dd}.");
}
