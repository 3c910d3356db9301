using System.Globalization;
using Xunit;

namespace Aios.Tests.Simulation;

/// <summary>Five hundred callers meet a storm of 429: nothing is made worse by trying, nobody comes back at the same moment, and soon all is as before.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    const int Callers = 500;
    const int Seed = 7;

    static readonly TimeSpan _begins = TimeSpan.FromSeconds(40);
    static readonly TimeSpan _ends = TimeSpan.FromSeconds(70);
    static readonly TimeSpan _back = TimeSpan.FromSeconds(10);
    static readonly TimeSpan _over = TimeSpan.FromSeconds(110);
    static readonly TimeSpan _bin = TimeSpan.FromMilliseconds(100);

    [Theory]
    [InlineData(1, null)]
    [InlineData(1, 0.0)]
    [InlineData(1, 1.0)]
    [InlineData(1, 5.0)]
    [InlineData(3, null)]
    [InlineData(3, 1.0)]
    [InlineData(3, 5.0)]
    public void A_storm_of_limits_is_neither_made_worse_nor_outlasted(int providers, double? retryAfter)
    {
        Spell storm = new(_begins, _ends, Mishap.RateLimited) { RetryAfter = retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null };
        using World world = new(Seed, new() { Climates = [.. Enumerable.Range(0, providers).Select(at => new Climate($"p{at}") { Spells = [storm] })] });
        Crowd crowd = new(world, Seed, Callers, thinks: TimeSpan.FromSeconds(1));

        world.Run(() => crowd.AskUntilAsync(_over, (number, random) => new(number) { Providers = Shuffled(providers, random) }));

        var concerned = world.Told.Where(told => told.Ended >= _begins && told.Began < _ends + _back).Select(told => told.Order.Number).ToHashSet();
        var attempts = world.Served.Count(served => concerned.Contains(served.Call));
        var (before, after) = (RateIn(world, _begins - TimeSpan.FromSeconds(30), _begins), RateIn(world, _ends + _back, _over));
        var (largest, mean) = PeakOf(world);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{attempts} attempts for {concerned.Count} calls ({(double)attempts / concerned.Count:0.000}); largest bin {largest}, mean {mean:0.0}; {before:0.0} answers a second before, {after:0.0} after ({after / before:P1}); {world.Told.Count(told => !told.IsAnswered)} not answered."));
        Assert.True(attempts <= 1.2 * concerned.Count, $"{attempts} attempts for {concerned.Count} calls");
        Assert.True(largest <= 3 * mean, $"{largest} at once, {mean:0.0} on average");
        Assert.True(after >= 0.95 * before, $"{after:0.0} answers a second, {before:0.0} before");
    }

    /// <summary>Answers a second.</summary>
    static double RateIn(World world, TimeSpan from, TimeSpan to) =>
        world.Told.Count(told => told.IsAnswered && told.Ended >= from && told.Ended < to) / (to - from).TotalSeconds;

    /// <summary>Of those whom the storm held up, how many were sent in the fullest tenth of a second after it, and on average until the last of them was.</summary>
    static (int Largest, double Mean) PeakOf(World world)
    {
        var began = world.Told.ToDictionary(told => told.Order.Number, told => told.Began);
        var firsts = new HashSet<int>();
        var held = (from served in world.Served
                    let isFirst = firsts.Add(served.Call)
                    where served.At >= _ends && (!isFirst || served.At - began[served.Call] > _bin)
                    select served.At).ToList();
        var bins = held.GroupBy(at => at.Ticks / _bin.Ticks).Select(bin => bin.Count()).ToList();
        var span = held.Count == 0 ? 1 : ((held.Max() - held.Min()).Ticks / _bin.Ticks) + 1;
        return (bins.DefaultIfEmpty().Max(), held.Count / (double)span);
    }

    static int[] Shuffled(int count, Random random)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        return order;
    }
}
