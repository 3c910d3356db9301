using Aios.Llm.Providers;
using Aios.Llm.Routing;

namespace Aios.Workshop.Evaluation;

/// <summary>A model that is tried, or a provider that does not say which it has.</summary>
public sealed record Candidate(string Provider, string Model)
{
    /// <summary>Null when it cannot be asked.</summary>
    public Route? Route { get; init; }

    /// <summary>Why it cannot be asked.</summary>
    public Failure? WhyNot { get; init; }

    public static Candidate Of(Route route) => new(route.Provider.Name, route.Model.Id) { Route = route };
}
