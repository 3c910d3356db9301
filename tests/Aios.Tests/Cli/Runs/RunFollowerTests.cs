using Aios.Cli.Runs;
using Aios.Llm.Spending;
using Aios.Tests.Llm.Spending;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Runs;

public sealed class RunFollowerTests : IAsyncLifetime
{
    const string Id = "20260102-030405-aaaa";

    readonly SomeRuns _runs = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    [Fact]
    public async System.Threading.Tasks.Task It_tells_what_was_written_down_with_the_time_at_which_it_happened()
    {
        await _runs.WriteAsync(Id, Run(), Token);
        await using var runs = await _runs.LookAsync(Token);
        RunLog log = new(_runs.Clock);
        List<DateTimeOffset> times = [];
        log.Follow((_, at) => times.Add(at));

        await New(runs).FollowAsync(Id, log, Token);

        Assert.Equal(Run().Select(each => At(each.Item1)), times);
        Assert.Equal(RunStatus.Verified, log.State.Status);
    }

    [Fact]
    public async System.Threading.Tasks.Task It_goes_on_until_the_run_ends_and_tells_how_far_an_answer_is()
    {
        var (run, its) = await _runs.BeginAsync(Id, Token);
        its.Add(Started());
        its.Add(Planned(Task("main", "backend")));
        its.Add(Begins("main"));
        await run.FlushAsync();
        await using var runs = await _runs.LookAsync(Token);
        await using var ledger = await OpenedLedger.OpenAsync(_runs.Home.Database, _runs.Clock, Token);
        var attempt = await ledger.Ledger.ReserveAsync(OpenedLedger.Intent(5, _runs.Clock, new() { Run = Id, Specialist = "backend" }) with { Task = "main" }, Token);
        await new CallJournal(ledger.Database).AddAsync(attempt.Id, 0, "12345", TestContext.Current.CancellationToken);
        RunLog log = new(_runs.Clock);

        var following = New(runs).FollowAsync(Id, log, Token);
        Assert.Equal((TaskProgress.Working, 5), (log.State.Tasks["main"].Progress, log.State.Tasks["main"].Characters));
        Assert.False(following.IsCompleted);
        its.Add(Done("main"));
        its.Add(Ends(RunStatus.Stopped));
        await run.FlushAsync();
        _runs.Clock.Advance(TimeSpan.FromSeconds(0.25));
        await following;

        Assert.Equal((RunStatus.Stopped, TaskProgress.Done), (log.State.Status, log.State.Tasks["main"].Progress));
    }

    [Fact]
    public async System.Threading.Tasks.Task It_comes_back_when_nobody_is_at_work_on_the_run_any_more()
    {
        var run = await _runs.WriteAsync(Id, Run().Take(10), Token);
        await using var runs = await _runs.LookAsync(Token);
        RunLog log = new(_runs.Clock);

        var following = New(runs).FollowAsync(Id, log, Token);
        Assert.False(following.IsCompleted);
        await run.ReleaseAsync();
        _runs.Clock.Advance(TimeSpan.FromSeconds(0.25));
        await following;

        Assert.Equal(RunStatus.Running, log.State.Status);
        Assert.Equal("interrupted", RunStanding.Of(runs.Find(Id)));
    }

    RunFollower New(OpenRuns runs) => new(runs.Journal, runs.Calls, _runs.Clock);
}
