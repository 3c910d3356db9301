namespace Aios.Llm.Routing.Planning.Eligibility;

/// <summary>One thing that keeps a route from being asked, whatever the policy thinks of it.</summary>
interface IEligibilityRule
{
    /// <summary>Time alone cures it.</summary>
    bool IsPassing => false;

    RefusalCause Cause => IsPassing ? RefusalCause.Passing : RefusalCause.Choice;

    /// <summary>Whether it can refuse anybody at all; asked once for a decision.</summary>
    bool Concerns(Decision decision) => true;

    bool Admits(Decision decision, int contender);

    /// <summary>Why it was not admitted, in a sentence.</summary>
    string Reason(Decision decision, int contender);
}
