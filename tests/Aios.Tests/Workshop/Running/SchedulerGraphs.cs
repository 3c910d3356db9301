using CsCheck;

namespace Aios.Tests.Workshop.Running;

/// <summary>Random graphs with the look of real runs: times are log-normal, most tasks need few others.</summary>
static class SchedulerGraphs
{
    public static Gen<VirtualTask[]> OfSize(int least, int most) => Gen.Int[least, most].SelectMany(size => Gen.Int[0, int.MaxValue].Select(seed => Make(size, seed)));

    public static VirtualTask[] Make(int size, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, size).Select(at => new VirtualTask($"t{at}", Needs(at, random), LogNormal(random)))];
    }

    static string[] Needs(int at, Random random) =>
        [.. Enumerable.Range(0, random.Next(4)).Where(_ => at > 0).Select(_ => $"t{random.Next(at)}").Distinct()];

    /// <summary>About four seconds, some much more.</summary>
    static double LogNormal(Random random) =>
        Math.Exp(1.2 + (0.6 * Normal(random)));

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
