using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Xunit;

namespace Aios.Tests.Llm.Routing.Learning;

/// <summary>Draws have the mean and the spread of the distribution that they are of.</summary>
public sealed class BetaTests
{
    [Theory]
    [InlineData(8, 2)]
    [InlineData(0.5, 0.5)]
    [InlineData(0.1, 9.9)]
    [InlineData(300, 100)]
    public void Draws_are_of_the_distribution(double passes, double fails)
    {
        const int Count = 20_000;
        Beta beta = new(passes, fails);
        Dice dice = new(42);
        List<double> draws = [];
        for (var i = 0; i < Count; i++)
        {
            draws.Add(beta.Draw(ref dice));
        }

        var variance = passes * fails / ((passes + fails) * (passes + fails) * (passes + fails + 1));
        var mean = draws.Average();
        Assert.Equal(beta.Mean, mean, 5 * Math.Sqrt(variance / Count));
        Assert.Equal(1, draws.Average(draw => (draw - mean) * (draw - mean)) / variance, 0.1);
        Assert.All(draws, draw => Assert.InRange(draw, 0, 1));
    }
}
