using Aios.Llm.Providers;

namespace Aios.Llm.Routing.Health;

/// <summary>The way into an endpoint, which all its routes share: its gate, those who wait before it, and the lock that guards both.</summary>
sealed class Entrance
{
    public Entrance(EndpointLimits limits, TimeProvider clock, int places)
    {
        Gate = new(limits);
        Room = new(this, clock, places);
    }

    public Lock Lock { get; } = new();

    public RateGate Gate { get; }

    public WaitingRoom Room { get; }
}
