using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Policies;

namespace Aios.Llm.Routing.Planning;

/// <summary>How routes are chosen, as somebody has configured it.</summary>
public sealed record RoutingRules
{
    public static RoutingRules Default { get; } = new();

    /// <summary>Where no rule says otherwise.</summary>
    public string Policy { get; init; } = PolicyTable.ExpectedCost;

    /// <summary>Dollars for an hour of waiting.</summary>
    public double ValueOfTime { get; init; } = 1;

    /// <summary>The share of decisions, from 0 to 1, that try out what is not known well.</summary>
    public double Exploration { get; init; } = 0.02;

    /// <summary>Who may be asked at all; empty for everybody.</summary>
    public IReadOnlyList<ModelPattern> Models { get; init; } = [];

    /// <summary>The first that fits counts.</summary>
    public IReadOnlyList<RoutingRule> Rules { get; init; } = [];

    public IReadOnlyList<Experiment> Experiments { get; init; } = [];
}

/// <summary>What holds for some requests: those that fit all that it says.</summary>
public sealed record RoutingRule
{
    /// <summary>A kind of task, or the beginning of several with <c>*</c> behind: <c>backend/*</c>.</summary>
    public string? Kind { get; init; }

    public string? Specialist { get; init; }

    /// <summary>The least and the greatest complexity; a request whose complexity nobody knows does not fit.</summary>
    public (int Least, int Most)? Complexity { get; init; }

    public string? Policy { get; init; }

    /// <summary>These models and no other.</summary>
    public ModelPattern? Model { get; init; }

    public bool Fits(RouteRequest request) =>
        (Kind is null || FitsKind(request.Kind))
        && (Specialist is null || Specialist == request.Specialist)
        && (Complexity is not { } range || (request.Complexity >= range.Least && request.Complexity <= range.Most));

    bool FitsKind(string kind) =>
        Kind!.EndsWith('*') ? kind.AsSpan().StartsWith(Kind.AsSpan(0, Kind.Length - 1), StringComparison.Ordinal) : kind == Kind; // asked only where there is one

    /// <summary>As it is shown where it decided.</summary>
    public override string ToString() => string.Join(", ",
    [
        .. Kind is null ? default(ReadOnlySpan<string>) : [$"kind {Kind}"],
        .. Specialist is null ? default(ReadOnlySpan<string>) : [$"specialist {Specialist}"],
        .. Complexity is { } range ? [$"complexity {range.Least} to {range.Most}"] : default(ReadOnlySpan<string>),
    ]);
}
