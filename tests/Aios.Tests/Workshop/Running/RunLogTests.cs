using Aios.Workshop.Running;
using Microsoft.Extensions.Time.Testing;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Workshop.Running;

public sealed class RunLogTests
{
    [Fact]
    public void Readers_are_told_of_each_event_with_its_time_when_the_state_already_knows_it()
    {
        var clock = new FakeTimeProvider(Start);
        var log = new RunLog(clock);
        var heard = new List<(RunEvent, DateTimeOffset, int)>();
        log.Follow((happened, at) => heard.Add((happened, at, log.State.Order.Count)));

        var planned = Planned(Task("a", "qa"));
        log.Add(planned);
        clock.Advance(TimeSpan.FromSeconds(1));
        var begins = Begins("a");
        log.Add(begins);

        Assert.Equal([(planned, At(0), 1), (begins, At(1), 1)], heard);
        Assert.Equal(At(1), log.Now);
    }

    [Fact]
    public async System.Threading.Tasks.Task Events_of_many_tasks_have_one_order_for_everybody()
    {
        var log = new RunLog(new FakeTimeProvider(Start));
        var (heard, told) = (new RunState(), 0);
        log.Follow((happened, at) => (heard, told) = (heard.Apply(happened, at), told + 1));
        log.Add(Planned([.. Enumerable.Range(0, 8).Select(at => Task($"t{at}", "qa"))]));

        await System.Threading.Tasks.Task.WhenAll(Enumerable.Range(0, 8).Select(at => System.Threading.Tasks.Task.Run(
            () => Enumerable.Range(0, 200).ToList().ForEach(number => log.Add(Writes($"t{at}", number))), TestContext.Current.CancellationToken)));

        Assert.Equal(1601, told);
        Assert.All(heard.Tasks, task => Assert.Equal(log.State.Tasks[task.Key].Characters, task.Value.Characters));
        Assert.All(log.State.Tasks.Values, task => Assert.Equal(199, task.Characters));
    }
}
