namespace Aios.Llm.Routing.Learning;

/// <summary>The mean of figures of which older ones count less.</summary>
/// <param name="Weight">How many figures there are, each fading with its age.</param>
public readonly record struct Mean(double Weight, double Value, double Variance)
{
    /// <param name="faded">What is left of the weight of all before, from 0 to 1.</param>
    public Mean With(double figure, double faded)
    {
        var before = Weight * faded;
        var weight = before + 1;
        var apart = figure - Value;
        return before == 0
            ? new(1, figure, 0)
            : new(weight, Value + (apart / weight), before / weight * (Variance + (apart * apart / weight)));
    }

    /// <summary>Of single figures around the mean.</summary>
    public double Spread => Math.Sqrt(Variance);
}
