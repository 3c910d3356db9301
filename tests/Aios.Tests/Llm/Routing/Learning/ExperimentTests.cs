using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Tests.Llm.Routing.Planning;
using Xunit;

namespace Aios.Tests.Llm.Routing.Learning;

/// <summary>Each request belongs to one arm, always the same.</summary>
public sealed class ExperimentTests
{
    static readonly Experiment _experiment = new()
    {
        Name = "small-or-large",
        Kinds = ["backend/router"],
        Arms = [new() { Name = "small", Weight = 1, Model = new("small") }, new() { Name = "large", Weight = 3, Model = new("large") }],
    };

    static readonly RouteCandidate[] _candidates = [Plans.Candidate(Plans.Model("small")), Plans.Candidate(Plans.Model("large", 5, 25))];

    [Fact]
    public void Arms_have_their_weights()
    {
        var small = Enumerable.Range(0, 10_000).Count(number => _experiment.ArmOf(Plans.Task() with { Task = $"task {number}" }).Name == "small");

        Assert.InRange(small, 2350, 2650);
    }

    [Fact]
    public void The_same_task_of_the_same_run_stays_in_its_arm_whatever_else_is_asked() => Assert.All(
        Enumerable.Range(0, 100),
        number => Assert.Equal(
            _experiment.ArmOf(Plans.Task() with { Task = $"{number}" }).Name,
            _experiment.ArmOf(Plans.Task(complexity: 3) with { Task = $"{number}", Messages = Plans.Ask("Something else").Messages }).Name));

    /// <summary>For good: results of last month belong to the same arms.</summary>
    [Fact]
    public void The_hash_does_not_change() => Assert.Equal(0.00550, StableHash.Of("experiment", null, "task"), 5);

    [Fact]
    public void The_arm_is_asked_first_and_the_others_stand_behind()
    {
        var planner = Plans.Planner(_candidates, new() { Policy = "experiment", Experiments = [_experiment], Exploration = 0 });
        foreach (var number in Enumerable.Range(0, 50))
        {
            var request = Plans.Task() with { Task = $"{number}" };
            var plan = planner.Plan(request);
            var arm = _experiment.ArmOf(request).Name;

            Assert.Equal(arm, plan.Routes[0].Model.Id);
            Assert.Equal(2, plan.Routes.Count);
            Assert.Equal($"experiment small-or-large/{arm}", plan.Explanation.Policy);
        }
    }

    [Fact]
    public void Tasks_that_do_not_take_part_are_decided_as_usual() => Assert.Equal(
        "vendor/small", Plans.Planner(_candidates, new() { Policy = "experiment", Experiments = [_experiment], Exploration = 0 }).Plan(Plans.Task("page")).Names().First());

    [Fact]
    public void An_experiment_without_arms_is_none()
    {
        Assert.Throws<ArgumentException>(() => _experiment with { Arms = [] });
        Assert.Throws<ArgumentException>(() => _experiment with { Arms = [new() { Name = "one", Weight = 0 }] });
    }
}
