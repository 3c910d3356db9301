using Aios.Llm.Models;
using Aios.Llm.Spending;
using Aios.Server.Emulation.Faults;
using Aios.Workshop.Offline;
using Microsoft.Extensions.AI;

namespace Aios.Server.Emulation;

/// <summary>What an emulator is started with.</summary>
public sealed record EmulatorOptions
{
    /// <summary>Zero takes one that is free.</summary>
    public int Port { get; init; }

    /// <summary>Who answers; an echo when null.</summary>
    public IChatClient? Answers { get; init; }

    /// <summary>A recording or a folder of them, played at <c>/recordings/{id}/</c>.</summary>
    public string? Recordings { get; init; }

    public IReadOnlyList<FaultRule> Faults { get; init; } = [];

    /// <summary>How fast answers are spoken.</summary>
    public Pace Pace { get; init; } = Pace.Unlimited;

    /// <summary>Ids, cuts and chances are the same again with the same seed.</summary>
    public int Seed { get; init; }

    /// <summary>What is known of models, by the name of their provider: their windows and limits are kept to, and they are listed.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Model>> Models { get; init; } = new Dictionary<string, IReadOnlyList<Model>>();

    /// <summary>Whether models that are not known are refused.</summary>
    public bool OnlyKnownModels { get; init; }

    public RateLimits Limits { get; init; } = new();

    /// <summary>The shortest beginning of a prompt that Anthropic's cache keeps, in tokens.</summary>
    public int LeastCachedTokens { get; init; } = 1024;

    /// <summary>What an answer costs, by provider, model and usage; null where nobody knows.</summary>
    public Func<string, string, Usage, Money?> PriceOf { get; init; } = (_, _, _) => null;
}
