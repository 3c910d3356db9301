using Aios.Cli;
using Aios.Cli.Building;
using Aios.Llm.Providers;
using Aios.Testing;
using Aios.Tests.Workshop.Running;
using Aios.Workshop.Offline;
using Aios.Workshop.Reporting;
using Xunit;

namespace Aios.Tests.Cli.Building;

public sealed class BuildRunTests : IDisposable
{
    readonly Bench _bench = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_brief_that_a_model_was_paid_to_refuse_leaves_its_cost_and_its_folder()
    {
        _bench.Always("contract/domain", asked => Say.Billed($"=== cannot {asked.Nonce} it names nothing to keep\n", 1_000, 10));

        var exception = await Assert.ThrowsAsync<BuildBrokenException>(() => Run().RunAsync(Token));

        var problem = Problem.Of(exception);
        Assert.Equal(("bad_brief", 2, _bench.State.Cost?.Dollars), (problem.Code, problem.ExitCode, problem.CostUsd));
        Assert.Equal(_bench.State.Cost, exception.Cost);
        Assert.Contains(_bench.Request.Folder, problem.Hint, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_bench.Request.Folder, "report.json")));
    }

    [Fact]
    public async Task A_run_that_nobody_answered_says_why_and_what_would_help()
    {
        _bench.Always("contract/domain", _ => Say.Failure(new ScriptedException(FailureKind.Unauthorised, "invalid x-api-key")));
        var run = Run();

        await run.RunAsync(Token);

        var error = run.Report.Error!; // looked at next
        Assert.Equal(("key_refused", "invalid x-api-key", "scripted"), (error.Code, error.Message, error.Provider));
        Assert.Contains("aios config show --origin", error.Hint, StringComparison.Ordinal);
        Assert.Equal(_bench.Request.Folder, run.Report.Kept);
    }

    [Fact]
    public async Task A_report_that_cannot_be_kept_is_said_and_takes_nothing_away()
    {
        _bench.Always("contract/domain", asked => Say.Billed($"=== cannot {asked.Nonce} it names nothing to keep\n", 1_000, 10));
        var run = Run();
        Directory.CreateDirectory(Path.Combine(_bench.Request.Folder, "report.json")); // nothing can be written there

        var exception = await Assert.ThrowsAsync<BuildBrokenException>(() => run.RunAsync(Token));
        var losses = await run.KeepReportAsync(_bench.Request.Folder);

        Assert.Equal(_bench.State.Cost, exception.Cost);
        Assert.StartsWith($"report.json could not be kept in {_bench.Request.Folder}: ", Assert.Single(losses), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_bench.Request.Folder, "report.md")));
    }

    BuildRun Run() => new(_bench.Engine, new Reporter(Pace.Unlimited, new Dictionary<string, long>()), _bench.Request, _bench.Log, new Redactor());
}
