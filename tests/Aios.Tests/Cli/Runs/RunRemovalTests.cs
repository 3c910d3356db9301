using Aios.Cli.Building;
using Aios.Cli.Commands;
using Aios.Cli.Display;
using Aios.Cli.Runs;
using Aios.Llm.Spending;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Runs;

public sealed class RunRemovalTests : IAsyncLifetime
{
    const string Old = "20260102-030405-aaaa";
    const string Other = "20260102-030406-bbbb";

    readonly SomeRuns _runs = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    [Fact]
    public async System.Threading.Tasks.Task Everything_of_a_run_goes_but_what_it_has_cost_and_nothing_of_another()
    {
        await WriteAsync(Old, Other);
        await using var runs = await _runs.LookAsync(Token);
        foreach (var id in (string[])[Old, Other])
        {
            await runs.Calls.AdoptAsync(id, "question", Guid.Empty, "p", "m", new("f", "t"), Token);
            await runs.Calls.AddAsync(runs.Ledger.Entries(id)[^1].Reservation.Id, 0, "piece", Token);
            await runs.Budgets.SetAsync(new() { Scope = Scope.Run(id), Limit = Money.Of(1) }, Token);
            await runs.Journal.WishAsync(id, new Wish.Halt(), Token);
        }

        var entries = runs.Ledger.Entries(Old);
        await new RunRemoval(runs, _runs.Home).RemoveAsync(Old, unfinished: false, Token);

        Assert.Equal([Other], runs.Journal.List().Select(run => run.Id));
        Assert.Empty(runs.Journal.Events(Old));
        Assert.Empty(runs.Calls.Names(Old));
        Assert.Empty(runs.Calls.Writing(Old));
        Assert.Empty(await runs.Journal.TakeWishesAsync(Old, Token));
        Assert.Equal([Other], Directory.GetDirectories(Path.Combine(_runs.Home.Data, "runs")).Select(Path.GetFileName));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_runs.Home.Data, "removed")));
        Assert.Equal(entries, runs.Ledger.Entries(Old));
        Assert.Equal([Scope.Run(Other)], runs.Budgets.Budgets().Select(standing => standing.Budget.Scope));
        Assert.Equal(3, runs.Budgets.History().Count); // two were set, one removed: with what it came to
        Assert.Equal(["question"], runs.Calls.Names(Other));
        Assert.Single(runs.Calls.Writing(Other));
        Assert.Single(await runs.Journal.TakeWishesAsync(Other, Token));
    }

    [Fact]
    public async System.Threading.Tasks.Task After_a_kill_before_its_rows_went_a_run_has_its_folder_back_and_can_be_removed()
    {
        await WriteAsync(Old);
        await using var runs = await _runs.LookAsync(Token);
        PutAside(Old);

        new RunRemoval(runs, _runs.Home).Sweep();
        Assert.True(File.Exists(Path.Combine(_runs.Home.RunFolder(Old), "report.json")));
        PutAside(Old);
        await new RunRemoval(runs, _runs.Home).RemoveAsync(Old, unfinished: false, Token);

        Assert.Empty(runs.Journal.List());
        Assert.False(Directory.Exists(_runs.Home.RemovedFolder(Old)));
    }

    [Fact]
    public async System.Threading.Tasks.Task After_a_kill_behind_that_what_was_put_aside_goes_with_the_next_removal()
    {
        await WriteAsync(Old);
        await using var runs = await _runs.LookAsync(Token);
        PutAside(Old);
        await runs.Journal.ForgetAsync(Old, Token);

        new RunRemoval(runs, _runs.Home).Sweep();

        Assert.False(Directory.Exists(_runs.Home.RemovedFolder(Old)));
        Assert.False(Directory.Exists(_runs.Home.RunFolder(Old)));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_run_that_somebody_is_at_work_on_stays()
    {
        await _runs.WriteAsync(Old, Run().Take(10), Token);
        await using var runs = await _runs.LookAsync(Token);

        Assert.Throws<RunUnavailableException>(() => RunsRemoveCommand.Chosen(runs, [Old], before: null, unfinished: true));
        Assert.Empty(RunsRemoveCommand.Chosen(runs, [], before: DateTimeOffset.MaxValue, unfinished: true));
        await Assert.ThrowsAsync<RunUnavailableException>(() => new RunRemoval(runs, _runs.Home).RemoveAsync(Old, unfinished: false, Token));
        Assert.Single(runs.Journal.List());
    }

    [Fact]
    public async System.Threading.Tasks.Task One_that_could_be_gone_on_with_stays_unless_that_is_said()
    {
        using (var interrupted = await _runs.WriteAsync(Old, Run().Take(10), Token))
        {
            await interrupted.ReleaseAsync();
        }

        await using var runs = await _runs.LookAsync(Token);

        var refused = Assert.Throws<RunUnavailableException>(() => RunsRemoveCommand.Chosen(runs, ["last"], before: null, unfinished: false));

        Assert.Equal($"Run {Old} is interrupted: it could be gone on with.", refused.Message);
        Assert.Empty(RunsRemoveCommand.Chosen(runs, [], before: DateTimeOffset.MaxValue, unfinished: false));
        Assert.Single(RunsRemoveCommand.Chosen(runs, ["last"], before: null, unfinished: true));
    }

    [Fact]
    public async System.Threading.Tasks.Task So_does_one_that_was_gone_on_with_since_it_was_chosen_and_those_before_it_are_told()
    {
        await WriteAsync(Old, Other);
        await using var runs = await _runs.LookAsync(Token);
        using (var taken = await _runs.Journal.TakeAsync(Other, Token))
        {
            RunLog log = new(_runs.Clock, taken!.Past); // nobody has it
            taken.Follow(log);
            log.Add(new RunEvent.RunResumed("1.0"));
            log.Add(Ends(RunStatus.Stopped));
            await taken.ReleaseAsync();
        }

        using StringWriter said = new();
        Output output = new() { Data = TextWriter.Null, Progress = said, IsLive = false, Colour = false };
        await Assert.ThrowsAsync<RunUnavailableException>(() => RunsRemoveCommand.RemoveAsync(new(runs, _runs.Home), [Old, Other], unfinished: false, output, Token));

        Assert.Equal([Other], runs.Journal.List().Select(run => run.Id));
        Assert.Equal($"aios: 1 run removed until then: {Old}\n", said.ToString());
        await RunsRemoveCommand.RemoveAsync(new(runs, _runs.Home), [Other], unfinished: true, output, Token);
        Assert.Empty(runs.Journal.List());
    }

    [Fact]
    public async System.Threading.Tasks.Task By_its_age_a_run_is_meant_as_soon_as_it_ended_before()
    {
        await WriteAsync(Old);
        await using var runs = await _runs.LookAsync(Token);
        var ended = runs.Find(Old).Ended!.Value; // it has

        Assert.Empty(RunsRemoveCommand.Chosen(runs, [], before: ended, unfinished: false));
        Assert.Single(RunsRemoveCommand.Chosen(runs, [], before: ended.AddMilliseconds(1), unfinished: false));
        Assert.Single(RunsRemoveCommand.Chosen(runs, ["last", Old], before: ended.AddMilliseconds(1), unfinished: false)); // once
    }

    [Theory]
    [InlineData("30d", 720.0)]
    [InlineData("12h", 12.0)]
    [InlineData("2w", 336.0)]
    [InlineData("d", null)]
    [InlineData("30", null)]
    [InlineData("-1d", null)]
    [InlineData("1.5d", null)]
    [InlineData("999999999d", null)]
    public void An_age_is_a_number_with_its_unit(string word, double? hours) => Assert.Equal(hours, RunsRemoveCommand.Age(word)?.TotalHours);

    async System.Threading.Tasks.Task WriteAsync(params string[] ids)
    {
        foreach (var id in ids)
        {
            using var run = await _runs.WriteAsync(id, Run(), Token);
            await run.ReleaseAsync();
            Directory.CreateDirectory(_runs.Home.RunFolder(id));
            await File.WriteAllTextAsync(Path.Combine(_runs.Home.RunFolder(id), "report.json"), "{}", Token);
        }
    }

    void PutAside(string id)
    {
        Directory.CreateDirectory(Path.Combine(_runs.Home.Data, "removed"));
        Directory.Move(_runs.Home.RunFolder(id), _runs.Home.RemovedFolder(id));
    }
}
