using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing;

/// <summary>What a route is expected to need for a request, before it is asked.</summary>
public sealed record RouteEstimate
{
    /// <summary>What an answer takes of which nothing is known but its length, in tokens.</summary>
    public static double UsualSeconds(long output) => Estimator.UsualFirstPiece + (output / Estimator.UsualTokensPerSecond);

    /// <summary>In tokens.</summary>
    public required long Input { get; init; }

    /// <summary>In tokens, reasoning included.</summary>
    public required long Output { get; init; }

    /// <summary>Null when the price is unknown.</summary>
    public required double? Dollars { get; init; }

    /// <summary>Until the answer is whole; null before anything is known of the route's speed.</summary>
    public required double? Seconds { get; init; }

    /// <summary>Nobody has measured the route's speed yet, so <see cref="Seconds"/> rests on a usual one.</summary>
    public bool IsTimeAssumed { get; init; }

    /// <summary>The chance that the answer passes its checks, from 0 to 1.</summary>
    public required double Passes { get; init; }

    /// <summary>What the policy reckoned with, each term by its name, in dollars.</summary>
    public IReadOnlyDictionary<string, double> Terms { get; init; } = new Dictionary<string, double>();
}
