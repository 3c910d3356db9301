using System.Globalization;

namespace Aios.Llm.Routing.Planning.Eligibility;

sealed class CircuitRule : IEligibilityRule
{
    public bool IsPassing => true;

    public bool Admits(Decision decision, int contender) => !(decision.Standings[contender].ClosedUntil > decision.Now);

    public string Reason(Decision decision, int contender) => string.Create(
        CultureInfo.InvariantCulture,
        $"It failed too often and is left alone until {decision.Standings[contender].ClosedUntil:yyyy-MM-dd HH:mm:ss} UTC.");
}
