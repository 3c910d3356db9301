using Aios.Cli.Display.Live;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Display.Live;

public sealed class GlanceTests
{
    [Fact]
    public void The_longest_remaining_path_leaves_out_what_is_done()
    {
        var planned = Planned(Task("a", "cto"), Task("b", "cto", "a"), Task("c", "qa", "b"), Task("d", "qa", "a", "c"), Task("e", "qa", "a"));

        Assert.Equal(["a", "b", "c", "d"], new RemainingPath(Fold((0, Started()), (0, planned))).Tasks);
        Assert.Equal(["b", "c", "d"], new RemainingPath(Fold((0, Started()), (0, planned), (0, Begins("a")), (1, Done("a")))).Tasks);
        Assert.Empty(new RemainingPath(Fold(Run())).Tasks);
    }

    [Fact]
    public void A_pause_between_two_processes_takes_no_room_in_the_time_line()
    {
        var state = Fold(
            (0, Started()), (0, Planned(Task("a", "cto"), Task("b", "cto", "a"))), (0, Begins("a")), (2, Done("a")),
            (3602, new RunEvent.RunResumed("2")), (3602, Begins("b")), (3604, Done("b")));

        WorkTime time = new(state, At(3604));

        Assert.Equal([0, 2, 2, 2, 4], ((double[])[0, 2, 100, 3602, 3604]).Select(second => time.At(At(second)).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(4), time.Whole);
    }

    [Fact]
    public void A_specialist_is_what_its_tasks_are()
    {
        Glance glance = new(Fold([.. Run().Take(8), (4, Failed("main", "No."))]), At(5));

        Assert.Equal(["cto: done", "backend: busy 1", "qa: waiting"], glance.Specialists.Select(its => $"{its.Name}: {its.State}"));
        Assert.Equal(["main"], glance.Troubled.Select(task => task.Task.Id));
    }
}
