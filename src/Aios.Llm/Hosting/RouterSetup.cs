using Aios.Llm.Routing;
using Aios.Llm.Routing.Health;
using Aios.Llm.Spending;
using Aios.Llm.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aios.Llm.Hosting;

/// <summary>What an installation of the router is made with.</summary>
public sealed record RouterSetup
{
    /// <summary>The file that keeps money, experience and answers from one process to the next; null keeps them in memory.</summary>
    public string? Database { get; init; }

    /// <summary>Of others who keep something in the same file.</summary>
    public IReadOnlyList<Schema> Schemas { get; init; } = [];

    /// <summary>How a call goes on after a failure.</summary>
    public RecoveryLimits Recovery { get; init; } = new();

    /// <summary>When routes are left alone for a while.</summary>
    public CircuitLimits Circuits { get; init; } = new();

    /// <summary>The kinds of task whose answers may be given again, each a name or the beginning of several with <c>*</c> behind; none unless said.</summary>
    public IReadOnlyList<string> ReusedKinds { get; init; } = [];

    /// <summary>Told when a budget comes to a mark.</summary>
    public Action<BudgetAlert>? Alerted { get; init; }

    /// <summary>Told of every attempt when it has ended and is written down.</summary>
    public Action<ModelCall, Attempt>? Ended { get; init; }

    /// <summary>Null for one that differs each time.</summary>
    public Random? Random { get; init; }

    public ILogger<Router> Logger { get; init; } = NullLogger<Router>.Instance;
}
