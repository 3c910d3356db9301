namespace Aios.Llm.Routing.Planning.Eligibility;

/// <summary>One thing that keeps a route from being asked, whatever the policy thinks of it.</summary>
interface IEligibilityRule
{
    /// <summary>Time alone cures it.</summary>
    bool IsPassing => false;

    bool Admits(Decision decision, int contender);

    /// <summary>Why it was not admitted, in a sentence.</summary>
    string Reason(Decision decision, int contender);
}
