using CsCheck;
using Xunit;

namespace Aios.Tests.Workshop.Running;

/// <summary>What must hold for every graph.</summary>
public sealed class SchedulerTests
{
    const int Limit = 120_000;

    [Fact(Timeout = Limit)]
    public Task Each_task_runs_once_after_all_that_it_needs_and_never_too_many_at_once() =>
        Gen.Select(SchedulerGraphs.OfSize(1, 30), Gen.Int[1, 6]).SampleAsync(
            async (tasks, slots) =>
            {
                var run = new VirtualRun(tasks, slots);

                await run.RunAsync(TestContext.Current.CancellationToken);

                var needs = tasks.ToDictionary(task => task.Id, task => task.Needs);
                Assert.Equal(tasks.Length, run.Begun.Select(begun => begun.Id).Distinct().Count());
                Assert.Equal(tasks.Length, run.Begun.Count);
                Assert.All(run.Begun, begun => Assert.Subset(begun.Done.ToHashSet(), needs[begun.Id].ToHashSet()));
                Assert.InRange(run.MostAtOnce, 1, slots);
            },
            iter: 200,
            print: Print);

    [Fact(Timeout = Limit)]
    public Task With_slots_for_all_a_run_takes_exactly_its_critical_path() => SchedulerGraphs.OfSize(1, 60).SampleAsync(
        async tasks =>
        {
            var run = new VirtualRun(tasks, tasks.Length);

            await run.RunAsync(TestContext.Current.CancellationToken);

            Assert.Equal(run.CriticalPath, run.Makespan, tolerance: 1e-9);
        },
        iter: 200,
        print: tasks => Print((tasks, tasks.Length)));

    [Theory(Timeout = Limit)]
    [InlineData(24, 1)]
    [InlineData(24, 2)]
    [InlineData(24, 3)]
    [InlineData(24, 4)]
    [InlineData(60, 1)]
    [InlineData(60, 2)]
    [InlineData(60, 3)]
    [InlineData(60, 4)]
    public async Task With_few_slots_a_run_takes_little_more_than_it_must(int size, int slots)
    {
        var ratios = new List<double>();
        for (var seed = 0; seed < 200; seed++)
        {
            var run = new VirtualRun(SchedulerGraphs.Make(size, seed), slots);
            await run.RunAsync(TestContext.Current.CancellationToken);
            ratios.Add(run.Makespan / run.Bound);
        }

        Assert.InRange(ratios.Average(), 1 - 1e-9, 1.08);
    }

    /// <summary>What the weights are worth: the same graphs, all tasks taken to be alike, against what their kinds have taken, which is off by the error that is said.</summary>
    [Theory(Timeout = Limit)]
    [InlineData(24, 0)]
    [InlineData(24, 0.5)]
    [InlineData(60, 0)]
    [InlineData(60, 0.5)]
    public async Task With_4_slots_expected_seconds_order_tasks_better_than_their_number(int size, double error)
    {
        List<double> alike = [], expected = [];
        for (var seed = 0; seed < 200; seed++)
        {
            var tasks = SchedulerGraphs.Make(size, seed);
            var (random, wrong) = (new Random(-seed), new Dictionary<string, double>());
            foreach (var task in tasks)
            {
                wrong[task.Id] = Math.Exp(error * SchedulerGraphs.Normal(random));
            }

            alike.Add(await RatioAsync(new(tasks, 4) { Weight = _ => 1 }));
            expected.Add(await RatioAsync(new(tasks, 4) { Weight = task => task.Seconds * wrong[task.Id] }));
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{size} tasks, 4 slots, error {error}: makespan over the bound {expected.Average():0.000} (median {Median(expected):0.000}), all alike {alike.Average():0.000} ({Median(alike):0.000}).");
        Assert.True(expected.Average() < alike.Average(), $"{expected.Average():0.000} on average, all alike {alike.Average():0.000}");
        Assert.True(Median(expected) < Median(alike), $"{Median(expected):0.000} in the middle, all alike {Median(alike):0.000}");

        static async Task<double> RatioAsync(VirtualRun run)
        {
            await run.RunAsync(TestContext.Current.CancellationToken);
            return run.Makespan / run.Bound;
        }

        static double Median(List<double> ratios) => ratios.Order().ElementAt(ratios.Count / 2);
    }

    [Fact(Timeout = Limit)]
    public async Task Of_the_tasks_that_are_ready_the_one_with_the_longest_remaining_path_begins_first()
    {
        var run = new VirtualRun([new("short", [], 5), new("head", [], 1), new("middle", [], 3), new("tail", ["head"], 9)], slots: 1);

        await run.RunAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["head", "tail", "short", "middle"], run.Begun.Select(begun => begun.Id));
    }

    [Fact(Timeout = Limit)]
    public Task A_failure_skips_exactly_what_depends_on_it_and_each_of_those_once() =>
        Gen.Select(SchedulerGraphs.OfSize(2, 30), Gen.Int[0, 29].Array[1, 3], Gen.Int[1, 6]).SampleAsync(
            async (tasks, chosen, slots) =>
            {
                var failing = chosen.Select(at => tasks[at % tasks.Length].Id).ToHashSet();
                var run = new VirtualRun(tasks, slots) { Failing = failing };

                await run.RunAsync(TestContext.Current.CancellationToken);

                var begun = run.Begun.Select(each => each.Id).ToHashSet();
                var lost = Dependants(tasks, failing.Where(begun.Contains));
                Assert.Equal(lost, run.Skipped.Select(each => each.Id).ToHashSet());
                Assert.Equal(lost.Count, run.Skipped.Count);
                Assert.Equal(tasks.Select(task => task.Id).Except(lost).ToHashSet(), begun);
                Assert.All(run.Skipped, each => Assert.Contains(each.Id, Dependants(tasks, [each.Because])));
                Assert.All(run.Skipped, each => Assert.Contains(each.Because, failing));
            },
            iter: 200);

    /// <summary>All that need one of these, directly or not.</summary>
    static HashSet<string> Dependants(VirtualTask[] tasks, IEnumerable<string> of)
    {
        var lost = new HashSet<string>();
        var open = new Stack<string>(of);
        while (open.TryPop(out var id))
        {
            tasks.Where(task => task.Needs.Contains(id) && lost.Add(task.Id)).ToList().ForEach(task => open.Push(task.Id));
        }

        return lost;
    }

    static string Print((VirtualTask[] Tasks, int Slots) sample) =>
        $"{sample.Slots} slots: " + string.Join("; ", sample.Tasks.Select(task => $"{task.Id} [{string.Join(' ', task.Needs)}] {task.Seconds:0.00}"));
}
