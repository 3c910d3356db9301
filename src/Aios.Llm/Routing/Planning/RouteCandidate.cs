namespace Aios.Llm.Routing.Planning;

/// <summary>A route that could be asked, with what a plan has to know of it beside its model.</summary>
public sealed record RouteCandidate(Route Route)
{
    /// <summary>Whoever answers is on this machine: nothing that is asked leaves it.</summary>
    public bool IsHere { get; init; }

    /// <summary>It does the tasks of specialists and nothing else, as a generator does.</summary>
    public bool NeedsSpecialist { get; init; }

    /// <summary>How it came to be among the candidates, where there is something to say about it.</summary>
    public string? Reason { get; init; }
}
