using Aios.Llm.Routing.Health;
using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning.Eligibility;
using Aios.Llm.Routing.Policies;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing.Planning;

/// <summary>All that was seen when a request was decided about. Whatever is asked of it later follows from that alone.</summary>
sealed class Decision
{
    const double SecondsPerHour = 3600;

    int _concerned = -1; // a bit for each rule; -1 before they were asked

    public required RouteRequest Request { get; init; }

    public required Needs Needs { get; init; }

    public required RoutingRules Rules { get; init; }

    public required Directive Directive { get; init; }

    public required Contender[] Contenders { get; init; }

    public required PriceDay Prices { get; init; }

    /// <summary>By contender.</summary>
    public required RouteStanding[] Standings { get; init; }

    /// <summary>Of the kind of task, whoever did it.</summary>
    public required Mean UsualOutput { get; init; }

    /// <summary>Of the kind of task, by contender; null for one that was never asked.</summary>
    public required TrackRecord?[] Records { get; init; }

    /// <summary>In the chance that an answer passes its checks, by contender.</summary>
    public required Beta[] Beliefs { get; init; }

    public required Allowance Allowance
    {
        get;
        init => (field, Left) = (value, (double)(value.Left?.Dollars ?? 0));
    }

    /// <summary>What is left, in dollars, where something limits.</summary>
    public double Left { get; private init; }

    public CachedPrefix? Cached { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Of all chance in it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Money is short: what is right is what is cheap. Who may be asked stays as it was.</summary>
    public IRoutingPolicy Policy => Allowance.IsSoft ? PolicyTable.WhenMoneyIsShort : Directive.Policy;

    /// <summary>Somebody has named who is asked.</summary>
    public bool IsPinned => Directive.Policy.Name == PolicyTable.Pinned;

    /// <summary>The arm of the experiment that decides, where one does.</summary>
    public ArmName? Arm => Policy.Name == ExperimentPolicy.Word && Directive.Experiment is { } experiment ? new(experiment.Name, experiment.ArmOf(Request).Name) : null;

    public double ValueOfSecond => Rules.ValueOfTime / SecondsPerHour;

    /// <summary>Where nothing can be learned from it, nothing is tried out.</summary>
    public bool Explores => Policy.MayExplore && Request.Kind != RouteRequest.Question && new Dice(Seed).NextDouble() < Rules.Exploration;

    /// <summary>The rule that keeps a contender out; null for one that may be asked.</summary>
    /// <param name="stale">Also those whose circuit or limit would let them be asked later only.</param>
    public IEligibilityRule? Refusing(int contender, bool stale = false)
    {
        var rules = EligibilityRules.All;
        _concerned = _concerned < 0 ? Concerned(rules) : _concerned;
        for (var i = 0; i < rules.Length; i++)
        {
            var rule = rules[i];
            if ((_concerned & (1 << i)) != 0 && !(stale && rule.IsPassing) && !rule.Admits(this, contender))
            {
                return rule;
            }
        }

        return null;
    }

    int Concerned(IEligibilityRule[] rules)
    {
        var concerned = 0;
        for (var i = 0; i < rules.Length; i++)
        {
            concerned |= rules[i].Concerns(this) ? 1 << i : 0;
        }

        return concerned;
    }
}
