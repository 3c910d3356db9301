using Aios.Cli.Runs;
using Aios.Llm.Spending;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Runs;

public sealed class RunReportTests : IAsyncLifetime
{
    readonly SomeRuns _runs = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _runs.DisposeAsync();

    [Fact]
    public async System.Threading.Tasks.Task It_is_the_report_with_every_call_and_what_is_unknown_stays_unknown_and_counted()
    {
        await _runs.WriteAsync("20260102-030405-aaaa", Run(), Token);

        var document = (await ReportAsync("aaaa")).ToJson();

        Assert.Equal("verified", (string?)document["status"]);
        Assert.Null(document["cost_usd"]);
        Assert.Equal(0.003m, (decimal?)document["known_cost_usd"]);
        Assert.Equal(1, (int?)document["unknown_calls"]);
        var calls = document["calls"]!.AsArray(); // just made
        Assert.Equal(["main answered", "model running"], calls.Select(call => $"{call!["task"]} {call["state"]}"));
        Assert.Equal(
            """[{"provider":"p","endpoint":"default","model":"m","outcome":"unknown","cost_usd":null,"counted_usd":0.005,"seconds":1,"request_id":"req_1"},{"provider":"p","endpoint":"default","model":"m","outcome":"answered","cost_usd":0.003,"counted_usd":0.003,"seconds":1,"request_id":"req_1"}]""",
            calls[0]!["attempts"]!.ToJsonString());
    }

    [Fact]
    public async System.Threading.Tasks.Task People_are_told_which_attempts_are_unknown_and_what_stays_counted()
    {
        await _runs.WriteAsync("20260102-030405-aaaa", Run(), Token);

        var lines = (await ReportAsync("last")).Lines(plain: true, verbose: false).ToList();

        Assert.Equal("run 20260102-030405-aaaa: todo, begun 2026-01-02 03:04:05Z by Aios 1.0", lines[0]);
        Assert.Contains("VERIFIED", lines);
        Assert.Contains(lines.Where(line => line.Length > 8).Select(line => line[8..]), line => line == "  main   1        p/m    unknown  1.0      unknown, $0.005 stays counted");
        Assert.All(string.Concat(lines), character => Assert.InRange(character, ' ', '~'));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_run_that_nobody_is_at_work_on_was_interrupted_and_so_were_its_tasks()
    {
        var run = await _runs.WriteAsync("20260102-030405-aaaa", Run().Take(10), Token);
        Assert.Equal("running", (await ReportAsync("last")).Report.Status);

        await run.ReleaseAsync();

        var report = await ReportAsync("last");
        Assert.Equal("interrupted", report.Report.Status);
        Assert.Equal(["done", "interrupted", "interrupted", "waiting"], report.Report.Tasks.Select(task => task.State));
        Assert.Contains("  To go on: aios resume 20260102-030405-aaaa", report.Lines(plain: false, verbose: false));
    }

    [Fact]
    public async System.Threading.Tasks.Task A_run_is_a_row_with_what_the_ledger_says_of_its_cost()
    {
        await _runs.WriteAsync("20260102-030405-aaaa", Run(output: "/漢"), Token);
        await using var runs = await _runs.LookAsync(Token);
        var run = runs.Find("last");

        RunRow row = new(run, runs.Journal.StateOf(run.Id), runs.Ledger.SpendingOf(run.Id), At(99));

        Assert.Equal(["20260102-030405-aaaa", "todo", "verified", "2026-01-02 03:04:05Z", "13.0 s", "unknown, $0.008 counted", "4/4", "/漢"], row.Cells);
        Assert.Equal(0.007m, (decimal?)row.ToJson()["reserved_usd"]);
        Assert.Null(row.ToJson()["cost_usd"]);
    }

    [Fact]
    public async System.Threading.Tasks.Task The_purse_shows_the_budget_of_which_least_is_left()
    {
        await _runs.WriteAsync("20260102-030405-aaaa", Run(), Token);
        await using var runs = await _runs.LookAsync(Token);
        await runs.Budgets.SetAsync(new() { Scope = Scope.Installation, Limit = Money.Of(5) }, Token);
        await runs.Budgets.SetAsync(new() { Scope = Scope.Run("20260102-030405-aaaa"), Limit = Money.Of(1) }, Token);
        await runs.Budgets.SetAsync(new() { Scope = Scope.Run("another"), Limit = Money.Zero }, Token);

        var money = new RunPurse(runs.Ledger, runs.Budgets, "20260102-030405-aaaa", _runs.Clock).Look();

        Assert.Equal(new(new(3_000_000), new(5_000_000), 1, new(7_000_000)), money?.Spending);
        Assert.Equal(Scope.Run("20260102-030405-aaaa"), money?.Tightest?.Budget.Scope);
        Assert.Equal(money?.Spending.Spent, money?.Tightest?.Spent);
        Assert.Equal(money?.Spending.Reserved, money?.Tightest?.Reserved);
    }

    async System.Threading.Tasks.Task<RunReport> ReportAsync(string named)
    {
        await using var runs = await _runs.LookAsync(Token);
        var run = runs.Find(named);
        return new(run, runs.Journal.StateOf(run.Id), runs.Ledger.Entries(run.Id), _runs.Home);
    }
}
