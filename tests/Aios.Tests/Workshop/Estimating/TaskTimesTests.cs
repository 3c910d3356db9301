using Aios.Llm.Routing;
using Aios.Llm.Routing.Learning;
using Aios.Tests.Llm.Routing.Planning;
using Aios.Workshop.Estimating;
using Aios.Workshop.Planning;
using Xunit;

namespace Aios.Tests.Workshop.Estimating;

/// <summary>What tasks weigh when it is decided which of them begins first.</summary>
public sealed class TaskTimesTests
{
    static readonly IReadOnlyList<WorkTask> _tasks = FileTasks.From(Sample.Contract(Testing.Domains.Todo), [], Sample.WebApp.Layout);

    [Fact]
    public void A_kind_that_has_a_history_takes_as_long_as_it_took_and_another_as_long_as_the_contract_lets_expect()
    {
        Experience experience = new();
        experience.Answered("backend/model", "vendor/one", output: 3000, TimeSpan.FromSeconds(42));
        var planner = Plans.Planner([Plans.Candidate(Plans.Model("one"))], experience: experience);

        var weights = Weigh(planner.Plan);

        var (known, other) = (_tasks.Single(task => task.Kind == "backend/model"), _tasks.Single(task => task.Kind == "backend/main"));
        Assert.Equal(42, weights[known.Id], tolerance: 1e-9);
        Assert.Equal(RouteEstimate.UsualSeconds(TaskSize.Of(other)), weights[other.Id], tolerance: 1e-9);
    }

    [Fact]
    public void What_counts_is_the_speed_of_who_would_be_asked_first_and_how_long_it_thinks_before()
    {
        var planner = Plans.Planner(
            [Plans.Candidate(Plans.Model("dear", 100, 500)), Plans.Candidate(Plans.Model("cheap", 1, 5))],
            new() { Policy = "cheapest", Exploration = 0 },
            standings: route => new() { FirstPiece = TimeSpan.FromSeconds(3), TokensPerSecond = route.Model.Id == "cheap" ? 10 : 1000 });

        var weights = Weigh(planner.Plan);

        Assert.All(_tasks, task => Assert.Equal(3 + (TaskSize.Of(task) / 10.0), weights[task.Id], tolerance: 1e-9));
    }

    [Fact]
    public void Where_nobody_says_what_a_route_will_take_a_usual_speed_is_assumed()
    {
        var weights = Weigh(_ => new([]));

        Assert.All(_tasks, task => Assert.Equal(RouteEstimate.UsualSeconds(TaskSize.Of(task)), weights[task.Id]));
    }

    [Fact]
    public void A_task_is_the_same_whatever_it_weighs()
    {
        var weighed = Times(_ => new([])).Weigh(_tasks);

        Assert.Equal(_tasks.Select(task => task.Key), weighed.Select(task => task.Key));
        Assert.Equal(_tasks.Select(task => task.Plan), weighed.Select(task => task.Plan));
        Assert.Equal(_tasks.Select(task => (task.Id, task.Kind)), weighed.Select(task => (task.Id, task.Kind)));
        Assert.True(weighed.Select(task => task.Weight).Distinct().Count() > 5);
    }

    [Fact]
    public void Tasks_that_are_alike_are_planned_for_once()
    {
        var planned = 0;

        Times(_ =>
        {
            planned++;
            return new([]);
        }).Weigh([.. _tasks, .. _tasks.Select(task => task with { Id = $"{task.Id} again" })]);

        Assert.InRange(planned, 1, _tasks.Count);
    }

    static Dictionary<string, double> Weigh(Func<RouteRequest, RoutePlan> plan) => Times(plan).Weigh(_tasks).ToDictionary(task => task.Id, task => task.Weight);

    static TaskTimes Times(Func<RouteRequest, RoutePlan> plan) => new(Sample.WebApp, Sample.Team, plan);
}
