using Aios.Llm.Spending;

namespace Aios.Workshop.Estimating;

/// <summary>What a run will take, before anybody has been asked.</summary>
public sealed record RunEstimate
{
    public required IReadOnlyList<SpecialistEstimate> Specialists { get; init; }

    /// <summary>From the first question to the last answer, checks not included.</summary>
    public required TimeSpan Time { get; init; }

    /// <summary>When every task needs all the tries that it has.</summary>
    public required TimeSpan WorstTime { get; init; }

    /// <summary>Nobody has measured the speed of some of the models yet.</summary>
    public required bool IsTimeAssumed { get; init; }

    public int Tasks => Specialists.Sum(each => each.Tasks);

    public long Input => Specialists.Sum(each => each.Input);

    public long Output => Specialists.Sum(each => each.Output);

    /// <summary>Null when the price of somebody who would be asked is unknown.</summary>
    public double? Dollars => Specialists.Aggregate((double?)0, (sum, each) => sum + each.Dollars);

    /// <summary>Null when nobody can tell.</summary>
    public Money? Worst => Specialists.Aggregate((Money?)Money.Zero, (sum, each) => sum + each.Worst);
}

/// <param name="Models">Who would be asked first.</param>
/// <param name="Input">Tokens.</param>
/// <param name="Output">Tokens.</param>
/// <param name="Dollars">What is expected; null when a price is unknown.</param>
/// <param name="Worst">Every task with all its tries, each on the dearest route of its plan and as long as it may be; null when nobody can tell.</param>
public sealed record SpecialistEstimate(string Name, int Tasks, IReadOnlyList<string> Models, long Input, long Output, double? Dollars, Money? Worst);
