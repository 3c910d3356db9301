using Aios.Llm.Routing.Learning;
using Aios.Llm.Routing.Planning;
using Aios.Tests.Llm.Routing.Planning;
using Xunit;

namespace Aios.Tests.Llm.Routing.Learning;

/// <summary>What verdicts and answers teach.</summary>
public sealed class ExperienceTests
{
    const string Kind = "backend/router";
    const string Model = "vendor/m";

    [Fact]
    public void Before_any_verdict_the_guess_counts() => Assert.Equal(0.8, Belief.Of(0.8, null, null, Plans.Now).Mean, 6);

    [Fact]
    public void A_guess_weighs_as_much_as_ten_verdicts()
    {
        Experience experience = new();
        for (var i = 0; i < 10; i++)
        {
            experience.Checked(Kind, Model, 5, passed: false);
        }

        Assert.Equal(0.4, Belief.Of(0.8, 5, experience.Of(Kind).Models[Model], Plans.Now).Mean, 6);
    }

    [Fact]
    public void After_many_verdicts_they_alone_count_and_the_spread_is_small()
    {
        Experience experience = new();
        for (var i = 0; i < 1000; i++)
        {
            experience.Checked(Kind, Model, 5, passed: i % 10 < 3);
        }

        var belief = Belief.Of(0.95, 5, experience.Of(Kind).Models[Model], Plans.Now);
        Dice dice = new(7);

        Assert.Equal(0.3, belief.Mean, 0.01);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(belief.Draw(ref dice), 0.24, 0.37));
    }

    [Fact]
    public void After_its_half_life_what_happened_counts_half()
    {
        var clock = Plans.Clock;
        Experience experience = new();
        for (var i = 0; i < 10; i++)
        {
            experience.Checked(Kind, Model, 5, passed: false);
        }

        clock.Advance(TrackRecord.HalfLife);

        Assert.Equal(8.0 / 15, Belief.Of(0.8, 5, experience.Of(Kind).Models[Model], clock.GetUtcNow()).Mean, 6);
        experience.Checked(Kind, Model, 5, passed: true, clock.GetUtcNow());
        Assert.Equal((1, 5), (experience.Of(Kind).Models[Model].Passed, experience.Of(Kind).Models[Model].Failed));
    }

    [Fact]
    public void A_clock_that_is_put_back_makes_nothing_heavier()
    {
        TrackRecord record = TrackRecord.Empty.WithVerdict(true, 5, Plans.Now);

        Assert.Equal(1, record.FadedAt(Plans.Now.AddDays(-1)));
        Assert.Equal(Plans.Now, record.WithVerdict(true, 5, Plans.Now.AddHours(-1)).At);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void A_harder_task_has_a_smaller_chance_whatever_the_record_is_about(int checkedAt)
    {
        var record = Enumerable.Range(0, 20).Aggregate(TrackRecord.Empty, (so, i) => so.WithVerdict(i % 5 != 0, checkedAt, Plans.Now));

        var chances = Enumerable.Range(1, 10).Select(complexity => Belief.Of(0.8, complexity, record, Plans.Now).Mean).ToList();

        Assert.Equal(chances.OrderDescending(), chances);
        Assert.All(chances, chance => Assert.InRange(chance, 0.3, 0.99));
    }

    [Fact]
    public void A_record_that_always_passed_still_leaves_some_doubt()
    {
        var record = Enumerable.Range(0, 50).Aggregate(TrackRecord.Empty, (so, _) => so.WithVerdict(true, 3, Plans.Now));

        Assert.InRange(Belief.Of(0.5, 10, record, Plans.Now).Mean, 0.5, 0.99);
    }

    [Fact]
    public void Lengths_and_times_come_from_answers_and_for_models_not_asked_yet_from_others()
    {
        Experience experience = new();
        experience.Answered(Kind, Model, 1000, TimeSpan.FromSeconds(10));
        experience.Answered(Kind, Model, 2000, TimeSpan.FromSeconds(30));

        Assert.Equal((1500, 500), (experience.Of(Kind).Models[Model].Output.Value, experience.Of(Kind).Models[Model].Output.Spread));
        var plan = Plans.Planner([Plans.Candidate(Plans.Model("m")), Plans.Candidate(Plans.Model("new"))], experience: experience).Plan(Plans.Task());
        var estimates = plan.Explanation.Routes.ToDictionary(each => each.Route.Model.Id, each => each.Estimate!);
        Assert.Equal((1500, 20.0, false), (estimates["m"].Output, estimates["m"].Seconds!.Value, estimates["m"].IsTimeAssumed));
        Assert.InRange(estimates["new"].Output, 1500, 1510);
        Assert.True(estimates["new"].IsTimeAssumed);
        Assert.Equal(500, Plans.Planner([Plans.Candidate(Plans.Model("new"))]).Plan(Plans.Task()).Explanation.Routes[0].Estimate!.Output);
    }

    [Fact]
    public void Kinds_learn_apart()
    {
        Experience experience = new();
        experience.Checked(Kind, Model, 5, passed: true);

        Assert.Empty(experience.Of("page").Models);
        Assert.Single(experience.Kinds);
    }

    [Fact]
    public void Verdicts_change_who_is_asked()
    {
        Experience experience = new();
        RouteCandidate[] candidates = [Plans.Candidate(Plans.Model("cheap", 1, 5, 0.8)), Plans.Candidate(Plans.Model("m", 2, 10, 0.9))];
        var planner = Plans.Planner(candidates, experience: experience);
        Assert.Equal("vendor/cheap", planner.Plan(Plans.Task()).Names().First());

        for (var i = 0; i < 20; i++)
        {
            experience.Checked(Kind, "vendor/cheap", 5, passed: false);
        }

        Assert.Equal("vendor/m", planner.Plan(Plans.Task()).Names().First());
        Assert.Equal("vendor/cheap", planner.Plan(Plans.Task("page")).Names().First());
    }

    [Fact]
    public async Task Many_may_learn_at_once()
    {
        Experience experience = new();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(number => Task.Run(
            () =>
            {
                for (var i = 0; i < 500; i++)
                {
                    experience.Checked(Kind, $"vendor/{number % 2}", 5, passed: true);
                }
            },
            TestContext.Current.CancellationToken)));

        Assert.All(experience.Of(Kind).Models.Values, record => Assert.Equal(2000, record.Passed));
    }
}
