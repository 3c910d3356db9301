using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Aios.Tests.Simulation;

/// <summary>Thousands of worlds in which everything goes wrong: what must always hold, holds after every step. <c>eng/simulate</c> plays more of them.</summary>
public sealed class SeedTests(ITestOutputHelper output)
{
    const int Seeds = 3000;
    const int MostShown = 10;

    [Fact]
    public void What_must_hold_holds_after_every_step_in_every_world()
    {
        var (first, count) = (Number("AIOS_SIMULATE_FROM") ?? 1, Number("AIOS_SIMULATE_SEEDS") ?? Seeds);
        var (began, steps, calls, answered, seconds) = (Stopwatch.GetTimestamp(), 0L, 0L, 0L, 0L);
        var (planned, turned, onDisk) = (0L, 0L, 0L);
        Lock sums = new();
        List<BrokenInvariantException> broken = [];

        Parallel.For(first, first + count, new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = TestContext.Current.CancellationToken }, seed =>
        {
            World world;
            try
            {
                world = Play(seed);
            }
            catch (BrokenInvariantException exception)
            {
                lock (sums)
                {
                    broken.Add(exception);
                    return;
                }
            }

            lock (sums)
            {
                steps += world.Steps;
                calls += world.Told.Count;
                answered += world.Told.Count(told => told.IsAnswered);
                seconds += (long)world.Time.Elapsed.TotalSeconds;
                planned += world.Told.Count(told => told.Order.Policy is not null);
                turned += world.Ledger.Budgets.Count(budget => budget.Periods > 1);
                onDisk += world.IsOnDisk ? 1 : 0;
            }
        });

        var took = Stopwatch.GetElapsedTime(began);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} seeds from {first} in {took.TotalSeconds:0.0} s ({count / took.TotalSeconds:0} a second): {calls} calls ({planned} planned by policies), {answered} answered, {steps} steps, {seconds / 3600} hours of virtual time; {turned} budgets saw more than one day or month, {onDisk} ledgers were files."));
        Assert.True(count < 100 || (planned > calls / 4 && turned > 0 && onDisk > 0), "What is to be tried was not.");
        Assert.True(broken.Count == 0, $"{broken.Count} seeds of {count} broke a rule, such as:\n{string.Join('\n', broken.OrderBy(each => each.Seed).Take(MostShown).Select(each => each.Message))}");
    }

    [Fact]
    public void A_seed_plays_the_same_again()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            Assert.Equal(Story(Play(seed)), Story(Play(seed)));
        }
    }

    static World Play(int seed)
    {
        var (landscape, orders) = new Chaos(seed).Draw();
        using World world = new(seed, landscape);
        world.Run(orders);
        return world;
    }

    static IEnumerable<string> Story(World world) =>
    [
        .. world.Served.Select(served => $"{served.At} {served.Call} {served.By.Name} {served.Conduct} {served.Ended} {served.Text}"),
        .. world.Told.Select(told => $"{told.Ended} {told.Order.Number} {told.Text} {told.Exception?.GetType().Name}"),
    ];

    static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
}
