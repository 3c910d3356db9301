using Aios.Llm.Models;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Llm.Routing.Planning;

/// <summary>The tasks of two recorded builds in worlds whose true chances the router does not know; the whole report is that of bench/routing-mix.</summary>
public sealed class MixTests
{
    const double ValueOfTime = 1;

    static readonly IReadOnlyList<MixTask> _tasks = MixTask.Read(Path.Combine(Repository.Root, "bench", "routing-mix.csv"));

    static readonly Model[] _models = [.. ModelCatalog.Shipped.All.Where(model => !model.IsRetiredAt(Plans.Now) && model.PriceAt(Plans.Now) is not null)];

    static Model GuessedBest => _models.OrderByDescending(model => model.Quality).First();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Expected_cost_costs_less_than_the_best_model_alone_and_verifies_as_much(int seed)
    {
        MixSimulation simulation = new(_tasks, _models, seed, rounds: 4, ValueOfTime);
        var (routed, pinned, truly, oracle) = (simulation.Routed("expected-cost"), simulation.Pinned(GuessedBest), simulation.Pinned(simulation.TrulyBest()), simulation.Oracle());

        Assert.All((MixResult[])[pinned, truly], best => Assert.True(
            routed.Dollars < best.Dollars / 2 && routed.Cost(ValueOfTime) < best.Cost(ValueOfTime) * 2 / 3, $"{routed} against {best}, seed {seed}"));
        Assert.InRange(routed.Success, 0.998, 1); // of each way some in a thousand are given up after six attempts
        Assert.InRange(pinned.Success - routed.Success, -1, 0.002);
        Assert.True(oracle.Cost(ValueOfTime) < routed.Cost(ValueOfTime), $"An oracle that is beaten is none: {oracle}, {routed}, seed {seed}");
    }

    [Fact]
    public void The_same_seed_gives_the_same_world() => Assert.Equal(
        new MixSimulation(_tasks, _models, 7, rounds: 1).Routed("expected-cost"), new MixSimulation(_tasks, _models, 7, rounds: 1).Routed("expected-cost"));
}
