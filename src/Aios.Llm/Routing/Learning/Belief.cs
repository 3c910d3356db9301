namespace Aios.Llm.Routing.Learning;

/// <summary>What to believe of a model's chance to pass the checks of a task: a guess at first, and verdicts as they come.</summary>
static class Belief
{
    /// <summary>The guess weighs as much as so many verdicts.</summary>
    public const double PriorMass = 10;

    /// <summary>The complexity that a guess is about.</summary>
    public const int Usual = 5;

    // Of the logarithm of the odds, for each step of complexity: odds of 9 to 1 at 5 are 4.3 to 1 at 8, and 24 to 1 at 1.
    const double Slope = 0.25;

    // What each whole step makes of the odds against it: reckoned once, since a decision asks for dozens of them.
    static readonly double[] _odds = [.. Enumerable.Range(1 - Usual, 10).Select(steps => Math.Exp(Slope * steps))];

    // What no guess and no record leaves out.
    const double Least = 0.01;

    /// <param name="quality">The guess, at the usual complexity.</param>
    /// <param name="complexity">Null where nobody has said; then it is the usual one.</param>
    public static Beta Of(double quality, int? complexity, TrackRecord? record, DateTimeOffset now)
    {
        var steps = (complexity ?? Usual) - Usual;
        var guess = Bounded(steps == 0 ? quality : Shifted(quality, _odds[Math.Clamp(steps + Usual, 1, 10) - 1]));
        var prior = new Beta(PriorMass * guess, PriorMass * (1 - guess));
        if (record is not { Checked: > 0 })
        {
            return prior;
        }

        // The record is about tasks of its own complexity: its rate is moved from there to the one that is asked about.
        var weight = record.Checked * record.FadedAt(now);
        var smooth = (record.Passed + 0.5) / (record.Checked + 1);
        var apart = (complexity ?? record.Complexity.Value) - record.Complexity.Value;
        var rate = Math.Clamp((record.Passed / record.Checked) + (Math.Abs(apart) < 0.01 ? 0 : Shifted(smooth, Math.Exp(Slope * apart)) - smooth), 0, 1);
        return new(prior.Passes + (weight * rate), prior.Fails + (weight * (1 - rate)));
    }

    static double Shifted(double chance, double odds)
    {
        var bounded = Bounded(chance);
        return 1 / (1 + ((1 - bounded) / bounded * odds));
    }

    static double Bounded(double chance) => Math.Clamp(chance, Least, 1 - Least);
}
