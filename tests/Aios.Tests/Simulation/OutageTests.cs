using System.Globalization;
using Xunit;

namespace Aios.Tests.Simulation;

/// <summary>Ten thousand calls while providers fail: how many of them are answered.</summary>
public sealed class OutageTests(ITestOutputHelper output)
{
    const int Calls = 10_000;
    const int Seed = 4;

    static readonly TimeSpan _between = TimeSpan.FromMilliseconds(20);

    /// <summary>What the next route may mend before anything was shown.</summary>
    static readonly IReadOnlyList<Mishap> _early =
    [
        Mishap.Unreachable, Mishap.RateLimited, Mishap.Overloaded, Mishap.Lost, Mishap.Silent, Mishap.ErrorInAnswer, Mishap.Empty,
    ];

    /// <summary>What it may mend as long as nothing was shown.</summary>
    static readonly IReadOnlyList<Mishap> _any = [.. _early, Mishap.Cut, Mishap.Stall, Mishap.Length, Mishap.BadCall];

    [Theory]
    [InlineData(nameof(Mishap.Unreachable))]
    [InlineData(nameof(Mishap.Overloaded))]
    [InlineData(nameof(Mishap.RateLimited))]
    [InlineData(nameof(Mishap.Silent))]
    [InlineData(nameof(Mishap.Lost))]
    [InlineData(nameof(Mishap.Unauthorised))]
    [InlineData(nameof(Mishap.Empty))]
    [InlineData(nameof(Mishap.Cut))]
    public void With_one_provider_of_three_dead_999_calls_of_1000_are_answered(string how)
    {
        Climate dead = new("dead") { Trouble = 1, Mishaps = [Enum.Parse<Mishap>(how)] };

        var share = AnsweredOf([dead, new("one"), new("two")], buffered: how == nameof(Mishap.Cut));

        Assert.True(share >= 0.999, $"{share:P3}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void With_three_faults_in_ten_everywhere_99_calls_of_100_are_answered(bool buffered)
    {
        var climates = from name in (string[])["one", "two", "three"] select new Climate(name) { Trouble = 0.3, Mishaps = buffered ? _any : _early };

        var share = AnsweredOf([.. climates], buffered);

        Assert.True(share >= 0.99, $"{share:P3}");
    }

    double AnsweredOf(IReadOnlyList<Climate> climates, bool buffered)
    {
        using World world = new(Seed, new() { Climates = climates });
        Random random = new(Seed);
        world.Run(Enumerable.Range(1, Calls).Select(number => new Order(number)
        {
            At = number * _between,
            Providers = Shuffled(climates.Count, random),
            Buffered = buffered,
        }));
        var share = world.Told.Count(told => told.IsAnswered) / (double)Calls;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{share:P3} of {Calls} calls answered with {world.Served.Count} attempts, the slowest after {world.Told.Max(told => told.Ended - told.Began).TotalSeconds:0.0} s."));
        foreach (var reason in world.Told.Where(told => !told.IsAnswered).Select(told => told.Exception?.Message ?? "").Distinct().Take(5))
        {
            output.WriteLine(reason);
        }

        return share;
    }

    static int[] Shuffled(int count, Random random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }
}
