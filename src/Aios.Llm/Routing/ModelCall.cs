using Aios.Llm.Caching;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>One logical request and the attempts made for it so far.</summary>
/// <param name="earlier">What is known of it where it was asked before under the same name.</param>
public sealed class ModelCall(RouteRequest request, RoutePlan plan, NamedCall? earlier = null)
{
    IReadOnlyList<Attempt> _attempts = []; // replaced as a whole: somebody may be reading it

    /// <summary>In the ledger; empty before the first attempt.</summary>
    public Guid Id { get; internal set; } = earlier?.Call ?? Guid.Empty;

    public RouteRequest Request => request;

    public RoutePlan Plan => plan;

    /// <summary>What is known of it where it was asked before under the same name, by this process or one that is gone.</summary>
    public NamedCall? Earlier => earlier;

    /// <summary>Made now.</summary>
    public IReadOnlyList<Attempt> Attempts => _attempts;

    /// <summary>The answer that was given again, where nobody had to be asked.</summary>
    public KeptAnswer? Reused { get; private set; }

    internal void Reuse(KeptAnswer kept, DateTimeOffset at) => (Id, Reused) = (Guid.CreateVersion7(at), kept);

    internal Attempt Begin(Route route, DateTimeOffset at, Guid id, Transcript? transcript)
    {
        var attempt = new Attempt(route, at) { Id = id, Transcript = transcript };
        _attempts = [.. _attempts, attempt];
        return attempt;
    }
}
