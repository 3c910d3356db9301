using Aios.Cli.Building;
using Aios.Cli.Commands;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Runs;

public sealed class RunsStopTests : IAsyncLifetime
{
    readonly SomeRuns _runs = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    [Fact]
    public async System.Threading.Tasks.Task Whoever_is_at_work_on_the_run_finds_the_wish()
    {
        await _runs.WriteAsync("20260102-030405-aaaa", Run().Take(10), Token);
        await using var runs = await _runs.LookAsync(Token);

        await RunsStopCommand.AskAsync(runs, "last", Token);

        Assert.Equal([new Wish.Halt()], await _runs.Journal.TakeWishesAsync("20260102-030405-aaaa", Token));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_run_that_has_ended_is_not_asked()
    {
        await _runs.WriteAsync("20260102-030405-aaaa", Run(), Token);
        await using var runs = await _runs.LookAsync(Token);

        var refused = await Assert.ThrowsAsync<RunUnavailableException>(() => RunsStopCommand.AskAsync(runs, "last", Token));

        Assert.Equal("Run 20260102-030405-aaaa has ended: verified.", refused.Message);
        Assert.Empty(await _runs.Journal.TakeWishesAsync("20260102-030405-aaaa", Token));
    }
}
