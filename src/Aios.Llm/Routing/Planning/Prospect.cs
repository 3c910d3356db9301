namespace Aios.Llm.Routing.Planning;

/// <summary>What a route that may be asked promises for one request. Mutable and small: a decision fills dozens of them in microseconds.</summary>
struct Prospect
{
    /// <summary>Of the contender.</summary>
    public int Index;

    public double Input;

    public double Output;

    /// <summary>In dollars, with what its provider's cache would have read from it; NaN when it is unknown.</summary>
    public double Price;

    /// <summary>In dollars: what it costs once to fill the cache of a provider that was not asked last.</summary>
    public double Cache;

    public double Seconds;

    /// <summary>Nobody has measured its speed yet, so a usual one is assumed.</summary>
    public bool IsTimeAssumed;

    /// <summary>From 0 to 1.</summary>
    public double Passes;

    /// <summary>The chance that the policy reckoned with, where it is not simply the one that is believed.</summary>
    public double Reckoned;

    /// <summary>In dollars: what it costs to have it done again, better, when its answer fails. Filled by the policies that ask for it.</summary>
    public double Repair;

    /// <summary>The contender that would repair it; itself where there is no better one.</summary>
    public int Repairer;

    /// <summary>In the policy's unit: the least comes first.</summary>
    public double Score;
}
