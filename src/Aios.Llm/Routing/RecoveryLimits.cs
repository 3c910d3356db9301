namespace Aios.Llm.Routing;

/// <summary>How often a call is tried, and how long it waits.</summary>
public sealed record RecoveryLimits
{
    /// <summary>Each route is asked once and none again.</summary>
    public static RecoveryLimits OneTryEach { get; } = new() { TriesOfARoute = 1 };

    /// <summary>Of one call, over all routes.</summary>
    public int MostTries { get; init; } = 6;

    /// <summary>Within <see cref="AShortTime"/>, over all routes.</summary>
    public int MostTriesAtOnce { get; init; } = 4;

    public TimeSpan AShortTime { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Of one route, where it fails; where it is only limited, and says when to come back, as many as there are left.</summary>
    public int TriesOfARoute { get; init; } = 2;

    /// <summary>At least so long before a route that has failed is asked again; up to twice that.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a route may be silent before another one is asked, where there is another and the model is not to think first.</summary>
    public TimeSpan FirstPiece { get; init; } = TimeSpan.FromSeconds(12);

    /// <summary>How long a call waits to be let in, all its waits together.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}
