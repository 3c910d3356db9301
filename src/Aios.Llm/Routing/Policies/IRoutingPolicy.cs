using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Policies;

/// <summary>A way to put the routes that may be asked in order. Knows nothing and changes nothing but what it is given.</summary>
interface IRoutingPolicy
{
    string Name { get; }

    /// <summary>Nothing leaves this machine.</summary>
    bool StaysHere => false;

    /// <summary>A small share of its decisions tries out what is not known well.</summary>
    bool MayExplore => false;

    /// <summary>Endpoints that serve the same model share the load.</summary>
    bool Balances => true;

    /// <summary>Sets every score: the least comes first, and among equals the one that was listed first.</summary>
    void Rate(Decision decision, Span<Prospect> prospects);

    /// <summary>Why it stands where it stands, in a sentence.</summary>
    string Reason(Decision decision, in Prospect prospect);
}
