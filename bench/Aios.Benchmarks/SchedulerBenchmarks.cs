using Aios.Workshop.Planning;
using Aios.Workshop.Running;
using BenchmarkDotNet.Attributes;

namespace Aios.Benchmarks;

/// <summary>What the scheduler itself costs: tasks that do nothing, in a chain and in a fan.</summary>
[MemoryDiagnoser]
public class SchedulerBenchmarks
{
    TaskGraph<int> _graph = null!; // set up before each benchmark

    [Params(100, 1000)]
    public int Tasks { get; set; }

    [Params("chain", "fan")]
    public string Form { get; set; } = "chain";

    [GlobalSetup]
    public void Prepare()
    {
        var tasks = Tasks;
        IReadOnlyList<string> Needs(int task) => (Form, task) switch
        {
            (_, 0) => [],
            ("chain", _) => [$"{task - 1}"],
            _ when task == tasks - 1 => [.. Enumerable.Range(1, tasks - 2).Select(other => $"{other}")],
            _ => ["0"],
        };
        _graph = new(Enumerable.Range(0, tasks), task => $"{task}", Needs, _ => 1);
    }

    [Benchmark]
    public Task RunAsync() => Scheduler.RunAsync(_graph, int.MaxValue, (_, _) => Task.FromResult(true), (_, _) => { }, CancellationToken.None);
}
