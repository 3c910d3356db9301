using Aios.Llm.Caching;

namespace Aios.Llm.Routing;

/// <summary>One logical request and the attempts made for it so far.</summary>
public sealed class ModelCall(RouteRequest request, RoutePlan plan)
{
    IReadOnlyList<Attempt> _attempts = []; // replaced as a whole: somebody may be reading it

    /// <summary>In the ledger; empty before the first attempt.</summary>
    public Guid Id { get; internal set; }

    public RouteRequest Request => request;

    public RoutePlan Plan => plan;

    public IReadOnlyList<Attempt> Attempts => _attempts;

    /// <summary>The answer that was given again, where nobody had to be asked.</summary>
    public KeptAnswer? Reused { get; private set; }

    internal void Reuse(KeptAnswer kept, DateTimeOffset at) => (Id, Reused) = (Guid.CreateVersion7(at), kept);

    internal Attempt Begin(Route route, DateTimeOffset at)
    {
        var attempt = new Attempt(route, at);
        _attempts = [.. _attempts, attempt];
        return attempt;
    }
}
