using Aios.Llm.Models;

namespace Aios.Llm.Routing.Planning;

/// <summary>A candidate, with all that does not change from one decision to the next.</summary>
sealed class Contender
{
    const double UnknownQuality = 0.5;

    public Contender(RouteCandidate candidate, int group, bool isAlone, bool isAllowed)
    {
        (Candidate, Group, IsAlone, IsAllowed) = (candidate, group, isAlone, isAllowed);
        var model = candidate.Route.Model;
        ModelName = $"{candidate.Route.Provider.Name}/{model.Id}";
        Lacks = LacksOf(model.Capabilities);
        Quality = model.Quality ?? UnknownQuality;
    }

    public RouteCandidate Candidate { get; }

    public Route Route => Candidate.Route;

    public Model Model => Candidate.Route.Model;

    /// <summary>The same for every endpoint that serves the model.</summary>
    public int Group { get; }

    /// <summary>No other endpoint serves the model.</summary>
    public bool IsAlone { get; }

    /// <summary>By which verdicts are remembered, whichever endpoint answered.</summary>
    public string ModelName { get; }

    public bool IsAllowed { get; }

    public Abilities Lacks { get; }

    public double Quality { get; }

    /// <summary>Only what somebody has said that it cannot.</summary>
    static Abilities LacksOf(Capabilities able) =>
        (able.Tools == false ? Abilities.Tools : 0)
        | (able.ToolChoice == false ? Abilities.ToolChoice : 0)
        | (able.Images == false ? Abilities.Images : 0)
        | (able.Documents == false ? Abilities.Documents : 0)
        | (able.Schema == false ? Abilities.Schema : 0)
        | (able.WebSearch == false ? Abilities.WebSearch : 0)
        | (able.Thinking == Thinking.None ? Abilities.Thinking : 0);
}
