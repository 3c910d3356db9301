using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>The arm of the experiment that the request belongs to; others only after it. Where there is no experiment, the expected cost decides.</summary>
sealed class ExperimentPolicy : IRoutingPolicy
{
    public const string Word = "experiment";

    const double Behind = 1e12;

    static readonly ExpectedCostPolicy _otherwise = new();

    public string Name => Word;

    public void Rate(Decision decision, Span<Prospect> prospects)
    {
        if (ArmOf(decision) is not { } arm)
        {
            _otherwise.Rate(decision, prospects);
            return;
        }

        PolicyOf(arm).Rate(decision, prospects);
        foreach (ref var prospect in prospects)
        {
            prospect.Score += arm.Model is { } model && !model.Matches(decision.Contenders[prospect.Index].Route) ? Behind : 0;
        }
    }

    public string Reason(Decision decision, in Prospect prospect)
    {
        if (ArmOf(decision) is not { } arm)
        {
            return _otherwise.Reason(decision, prospect);
        }

        return prospect.Score >= Behind / 2 ? $"It is not of arm {arm.Name}, and is asked if that fails."
            : $"Arm {arm.Name} of {decision.Directive.Experiment!.Name}. {PolicyOf(arm).Reason(decision, prospect)}"; // where there is an arm, there is its experiment
    }

    static ExperimentArm? ArmOf(Decision decision) => decision.Directive.Experiment?.ArmOf(decision.Request);

    /// <summary>No arm is an experiment itself.</summary>
    static IRoutingPolicy PolicyOf(ExperimentArm arm) => arm.Policy == Word ? _otherwise : PolicyTable.Find(arm.Policy);
}
