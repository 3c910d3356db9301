using Aios.Workshop.Reporting;
using CsCheck;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Workshop.Reporting;

public sealed class TimingTests
{
    [Fact]
    public void A_run_s_times_are_of_its_answers_and_not_of_its_checks()
    {
        var timing = new Timing(Fold(Run()));

        Assert.Equal(TimeSpan.FromSeconds(10), timing.Makespan);
        Assert.Equal(TimeSpan.FromSeconds(2 + 4 + 5 + 3), timing.Sequential);
        Assert.Equal(TimeSpan.FromSeconds(2 + 5 + 3), timing.CriticalPath);
        Assert.Equal([1, 2, 3, 4, 4], timing.Answers.Select(answer => answer.TotalSeconds));
    }

    [Fact]
    public void A_run_without_answers_took_no_time()
    {
        var timing = new Timing(Fold((0, Started())));

        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero), (timing.Makespan, timing.Sequential, timing.CriticalPath, timing.Percentile(0.95)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.2, 1)]
    [InlineData(0.21, 2)]
    [InlineData(0.5, 3)]
    [InlineData(0.95, 5)]
    [InlineData(1, 5)]
    public void A_percentile_is_by_the_nearest_rank(double share, double seconds)
    {
        var timing = Answered(3, 1, 5, 2, 4);

        Assert.Equal(TimeSpan.FromSeconds(seconds), timing.Percentile(share));
    }

    [Fact]
    public void Within_the_95th_percentile_came_95_of_100_answers_and_no_fewer() => Gen.Int[1, 400].Sample(count =>
    {
        var percentile = Answered([.. Enumerable.Range(1, count).Select(second => (double)second)]).Percentile(0.95);

        Assert.Equal(((count * 95) + 99) / 100, percentile.TotalSeconds);
    });

    static Timing Answered(params double[] seconds) =>
        new(Fold([(0, Planned(Task("a", "qa"))), (0, Begins("a")), .. seconds.Select(each => (0.0, Answers("a", each)))]));
}
