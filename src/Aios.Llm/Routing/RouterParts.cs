using Aios.Llm.Routing.Health;
using Aios.Llm.Spending;

namespace Aios.Llm.Routing;

/// <summary>What a router works with, where it is not to have its own.</summary>
public sealed record RouterParts
{
    /// <summary>Null for one in memory.</summary>
    public ILedger? Ledger { get; init; }

    /// <summary>Knows the calls that have a name; null where none of them is to be known again.</summary>
    public CallJournal? Journal { get; init; }

    /// <summary>Null for one of the router's own.</summary>
    public HealthBoard? Health { get; init; }

    public RecoveryLimits Limits { get; init; } = new();

    /// <summary>Null for one that differs each time.</summary>
    public Random? Random { get; init; }

    /// <summary>Told of every attempt when it has ended and is written down.</summary>
    public Action<ModelCall, Attempt>? Observer { get; init; }
}
