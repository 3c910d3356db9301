using System.Globalization;

namespace Aios.Llm.Routing.Planning.Eligibility;

/// <summary>An endpoint that takes nothing more for longer than anybody would wait. A shorter wait counts as time.</summary>
sealed class LimitRule : IEligibilityRule
{
    static readonly TimeSpan _longest = TimeSpan.FromSeconds(30);

    public bool IsPassing => true;

    public bool Admits(Decision decision, int contender) =>
        !(decision.Standings[contender].LimitedUntil - decision.Now > (decision.Request.Patience is { } patience && patience < _longest ? patience : _longest));

    public string Reason(Decision decision, int contender) => string.Create(
        CultureInfo.InvariantCulture,
        $"Its endpoint takes nothing more until {decision.Standings[contender].LimitedUntil:yyyy-MM-dd HH:mm:ss} UTC.");
}
