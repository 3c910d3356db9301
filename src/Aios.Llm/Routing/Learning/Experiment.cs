using Aios.Llm.Routing.Planning;
using Aios.Llm.Routing.Policies;

namespace Aios.Llm.Routing.Learning;

/// <summary>Ways of choosing that are compared on real work: each request belongs to one of the arms, always the same.</summary>
public sealed record Experiment
{
    public required string Name { get; init; }

    /// <summary>The kinds of task that take part; empty for all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>At least one.</summary>
    public required IReadOnlyList<ExperimentArm> Arms
    {
        get;
        init => field = value.Count > 0 && value.All(arm => arm.Weight >= 0) && value.Sum(arm => arm.Weight) is > 0 and var sum && double.IsFinite(sum)
            ? value
            : throw new ArgumentException("An experiment has arms, with weights that are not negative and not all nothing.");
    }

    public bool Takes(RouteRequest request) => Kinds.Count == 0 || Kinds.Contains(request.Kind);

    /// <summary>By a stable hash of what is asked for: the task of the run, else the text itself.</summary>
    public ExperimentArm ArmOf(RouteRequest request)
    {
        var point = StableHash.Of(Name, request.Spender.Run, request.Task ?? Text(request)) * Arms.Sum(arm => arm.Weight);
        foreach (var arm in Arms)
        {
            if (point < arm.Weight)
            {
                return arm;
            }

            point -= arm.Weight;
        }

        return Arms.Last(arm => arm.Weight > 0); // where rounding has left something over
    }

    static string Text(RouteRequest request) => request.Messages is [.., var last] ? last.Text : "";
}

public sealed record ExperimentArm
{
    public required string Name { get; init; }

    /// <summary>Its part of all requests, beside the weights of the others.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Whom it asks first; null leaves that to its policy.</summary>
    public ModelPattern? Model { get; init; }

    public string Policy { get; init; } = PolicyTable.ExpectedCost;
}
