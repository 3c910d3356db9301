using Aios.Workshop.Artifacts.Applying;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Applying;

/// <summary>The process ends before each thing that it does to a file, one after the other.</summary>
public sealed class HandoverKillTests
{
    public enum Situation
    {
        NewFolder,
        EmptyFolder,
        OverEarlierFiles,
    }

    [Theory]
    [InlineData(Situation.NewFolder)]
    [InlineData(Situation.EmptyFolder)]
    [InlineData(Situation.OverEarlierFiles)]
    public async Task Killed_while_applying_the_next_apply_and_undo_are_as_if_it_had_not_been(Situation situation)
    {
        var (before, after, steps) = await UndisturbedAsync(situation, undo: false);
        Assert.InRange(steps, 10, 200);

        for (var at = 0; at < steps; at++)
        {
            using var desk = await SetUpAsync(situation);
            await KillAsync(desk, at, () => desk.ApplyAsync(force: true));

            await desk.ApplyAsync(force: true);
            Assert.Equal(after, desk.Picture());
            await desk.UndoAsync();
            Assert.Equal(before, desk.Picture());
            Assert.Empty(desk.Leftovers);
        }
    }

    [Theory]
    [InlineData(Situation.NewFolder)]
    [InlineData(Situation.EmptyFolder)]
    [InlineData(Situation.OverEarlierFiles)]
    public async Task Killed_while_applying_undo_takes_it_back(Situation situation)
    {
        var (before, _, steps) = await UndisturbedAsync(situation, undo: false);

        for (var at = 0; at < steps; at++)
        {
            using var desk = await SetUpAsync(situation);
            await KillAsync(desk, at, () => desk.ApplyAsync(force: true));
            if (HasBegun(desk))
            {
                await desk.UndoAsync();
            }

            Assert.Equal(before, desk.Picture());
            Assert.Empty(desk.Leftovers);
        }
    }

    [Theory]
    [InlineData(Situation.NewFolder)]
    [InlineData(Situation.EmptyFolder)]
    [InlineData(Situation.OverEarlierFiles)]
    public async Task Killed_while_undoing_the_next_undo_or_apply_ends_it(Situation situation)
    {
        var (before, after, steps) = await UndisturbedAsync(situation, undo: true);
        Assert.InRange(steps, 4, 200);

        for (var at = 0; at < steps; at++)
        {
            using var desk = await SetUpAsync(situation);
            await desk.ApplyAsync(force: true);
            await KillAsync(desk, at, () => desk.UndoAsync());
            await desk.UndoAsync();
            Assert.Equal(before, desk.Picture());
            Assert.Empty(desk.Leftovers);

            await desk.ApplyAsync(force: true);
            await KillAsync(desk, at, () => desk.UndoAsync());
            await desk.ApplyAsync(force: true);
            Assert.Equal(after, desk.Picture());
            Assert.Empty(desk.Leftovers);
        }
    }

    [Fact]
    public async Task Killed_again_while_putting_it_right_it_is_put_right_the_next_time()
    {
        var (before, after, steps) = await UndisturbedAsync(Situation.OverEarlierFiles, undo: false);
        for (var at = 0; at < steps; at += 3)
        {
            for (var again = 0; again < steps; again += 2)
            {
                using var desk = await SetUpAsync(Situation.OverEarlierFiles);
                await KillAsync(desk, at, () => desk.ApplyAsync(force: true));
                await KillAsync(desk, again, () => desk.ApplyAsync(force: true));
                await desk.ApplyAsync(force: true);
                Assert.Equal(after, desk.Picture());
                await desk.UndoAsync();
                Assert.Equal(before, desk.Picture());
                Assert.Empty(desk.Leftovers);
            }
        }
    }

    [Fact]
    public async Task What_the_user_does_between_the_kill_and_the_next_command_stays()
    {
        var (_, _, steps) = await UndisturbedAsync(Situation.OverEarlierFiles, undo: false);
        for (var at = 0; at < steps; at++)
        {
            using var desk = await SetUpAsync(Situation.OverEarlierFiles);
            await KillAsync(desk, at, () => desk.ApplyAsync(force: true));
            desk.User("changed.txt", "mine since");

            var refused = await Assert.ThrowsAsync<ApplyConflictException>(() => desk.ApplyAsync());

            Assert.Contains("changed.txt", refused.Conflicts.Select(conflict => conflict.Path.Text));
            Assert.Equal("mine since", desk.Read("changed.txt"));
            Assert.Empty(desk.Leftovers);
        }
    }

    static async Task<Desk> SetUpAsync(Situation situation)
    {
        Desk desk = new();
        switch (situation)
        {
            case Situation.NewFolder:
                break;
            case Situation.EmptyFolder:
                Directory.CreateDirectory(desk.Target);
                break;
            case Situation.OverEarlierFiles:
                await desk.Has(("changed.txt", "old"), ("gone/b.txt", "b"), ("same.txt", "same")).ApplyAsync();
                desk.User("mine.txt", "mine");
                desk.User("new/mine.txt", "mine");
                desk.User("taken.txt", "mine");
                break;
        }

        return desk.Has(("changed.txt", "new"), ("same.txt", "same"), ("new/c.txt", "c"), ("new/deep/d.txt", "d"), ("taken.txt", "of the run"));
    }

    static async Task<(IReadOnlyList<string>? Before, IReadOnlyList<string>? After, int Steps)> UndisturbedAsync(Situation situation, bool undo)
    {
        using var desk = await SetUpAsync(situation);
        var before = desk.Picture();
        var steps = 0;
        desk.About = _ => steps += undo ? 0 : 1;
        await desk.ApplyAsync(force: true);
        var after = desk.Picture();
        desk.About = _ => steps += undo ? 1 : 0;
        await desk.UndoAsync();
        Assert.Equal(before, desk.Picture());
        return (before, after, steps);
    }

    static async Task KillAsync(Desk desk, int at, Func<Task> work)
    {
        var step = 0;
        desk.About = _ =>
        {
            if (step++ == at)
            {
                throw new Killed();
            }
        };
        try
        {
            await work();
        }
        catch (Killed)
        {
            // as was meant; a second kill may find less to do than it waits for
        }

        desk.About = _ => { };
    }

    static bool HasBegun(Desk desk) => new ApplyMemory(desk.Run).Records.Any(record => record.State == RecordState.Unfinished);
}
