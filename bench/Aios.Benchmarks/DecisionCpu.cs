using System.Globalization;

namespace Aios.Benchmarks;

/// <summary>The processor's time for a decision, where the machine has other work too: BenchmarkDotNet measures the wall's.</summary>
static class DecisionCpu
{
    const int Batch = 5_000;
    const int Batches = 40;

    public static void Print()
    {
        foreach (var policy in (string[])["expected-cost", "cheapest", "balanced"])
        {
            foreach (var candidates in (string[])["models", "endpoints"])
            {
                DecisionBenchmarks decision = new() { Policy = policy, Candidates = candidates };
                decision.Prepare();
                List<double> each = [];
                for (var batch = 0; batch < Batches; batch++)
                {
                    var before = Environment.CpuUsage.TotalTime;
                    for (var i = 0; i < Batch; i++)
                    {
                        decision.Decide();
                    }

                    each.Add((Environment.CpuUsage.TotalTime - before).TotalMicroseconds / Batch);
                }

                each.Sort();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{policy,-14} {candidates,-10} median {each[Batches / 2]:0.0} µs, least {each[0]:0.0} µs of CPU a decision"));
            }
        }
    }
}
