namespace Aios.Llm.Routing.Planning.Eligibility;

/// <summary>Refuses what somebody has said that a model cannot do; what nobody knows is left to the provider, and so is a model that somebody named.</summary>
sealed class CapabilityRule : IEligibilityRule
{
    static readonly (Abilities Ability, string Name)[] _names =
    [
        (Abilities.Tools, "call tools"),
        (Abilities.ToolChoice, "be made to call a tool"),
        (Abilities.Images, "read images"),
        (Abilities.Documents, "read documents"),
        (Abilities.Schema, "keep to a schema"),
        (Abilities.WebSearch, "search the web"),
        (Abilities.Thinking, "think before it answers"),
    ];

    public RefusalCause Cause => RefusalCause.Capability;

    public bool Concerns(Decision decision) => !decision.IsPinned && decision.Needs.Abilities != Abilities.None;

    public bool Admits(Decision decision, int contender) => Missing(decision, contender) == Abilities.None;

    public string Reason(Decision decision, int contender)
    {
        var missing = Missing(decision, contender);
        return $"It cannot {string.Join(" or ", _names.Where(each => missing.HasFlag(each.Ability)).Select(each => each.Name))}.";
    }

    static Abilities Missing(Decision decision, int contender) => decision.Needs.Abilities & decision.Contenders[contender].Lacks;
}
