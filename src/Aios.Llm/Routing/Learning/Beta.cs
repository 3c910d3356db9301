using Aios.Llm.Routing.Planning;

namespace Aios.Llm.Routing.Learning;

/// <summary>What is believed of a chance: so many times it went well, so many times it did not, guesses among them.</summary>
readonly record struct Beta(double Passes, double Fails)
{
    public double Mean => Passes / (Passes + Fails);

    /// <summary>One chance of those that may well be the true one.</summary>
    public double Draw(ref Dice dice)
    {
        var passes = Gamma(Passes, ref dice);
        return passes / (passes + Gamma(Fails, ref dice));
    }

    /// <summary>Marsaglia and Tsang's way; for shapes below 1 by their own detour.</summary>
    static double Gamma(double shape, ref Dice dice)
    {
        if (shape < 1)
        {
            return Gamma(shape + 1, ref dice) * Math.Pow(1 - dice.NextDouble(), 1 / shape);
        }

        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var x = dice.NextNormal();
            var v = 1 + (c * x);
            if (v > 0 && Math.Log(1 - dice.NextDouble()) < (0.5 * x * x) + (d * (1 - (v * v * v) + (3 * Math.Log(v)))))
            {
                return d * v * v * v;
            }
        }
    }
}
