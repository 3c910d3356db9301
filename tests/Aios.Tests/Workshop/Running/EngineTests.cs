using Aios.Testing;
using Aios.Workshop.Briefs;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Tests.Workshop.Running;

public sealed class EngineTests : IDisposable
{
    readonly Bench _bench = new() { Workflow = Sample.WebApp };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_brief_becomes_an_application_that_is_checked_and_delivered()
    {
        await _bench.RunAsync(Token);

        Assert.Equal((RunStatus.Verified, null, _bench.Output), (_bench.State.Status, _bench.State.Reason, _bench.State.Output));
        Assert.All(_bench.State.Tasks.Values, task => Assert.Equal(TaskProgress.Done, task.Progress));
        Assert.All(_bench.State.Contract?.Files ?? [], file => Assert.True(File.Exists(Path.Combine(_bench.Output, file.Path)), file.Path));
        Assert.All(Sample.WebApp.Provided, file => Assert.Equal(file.Value, File.ReadAllText(Path.Combine(_bench.Output, file.Key))));
        Assert.True(File.Exists(Path.Combine(_bench.Output, "contract.json")));
        Assert.Equal(["files-complete", .. Sample.Checks], _bench.State.Verdicts.Select(verdict => verdict.Name));
    }

    [Fact]
    public async Task Nothing_but_the_contract_s_files_is_delivered_and_the_same_was_checked()
    {
        await _bench.RunAsync(Token);

        var expected = (_bench.State.Contract?.Files ?? []).Select(file => file.Path).Concat(Sample.WebApp.Provided.Keys).Append("contract.json").Order(StringComparer.Ordinal);
        Assert.Equal(expected, _bench.Temp.Entries("out").Where(entry => File.Exists(Path.Combine(_bench.Output, entry))));
        Assert.Equal(expected, _bench.Verifier.Files.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_same_brief_gives_the_same_application()
    {
        using var again = new Bench { Workflow = Sample.WebApp };

        await _bench.RunAsync(Token);
        await again.RunAsync(Token);

        var files = _bench.Temp.Entries("out").Where(entry => File.Exists(Path.Combine(_bench.Output, entry))).ToList();
        Assert.All(files, file => Assert.Equal(File.ReadAllText(Path.Combine(_bench.Output, file)), File.ReadAllText(Path.Combine(again.Output, file))));
    }

    [Fact]
    public async Task A_failed_check_makes_the_run_unverified_and_the_application_is_there_all_the_same()
    {
        using var bench = new Bench { Verifier = new() { Failing = new Dictionary<string, string> { ["endpoints"] = "GET /api/todos answered 500" } } };

        await bench.RunAsync(Token);

        Assert.Equal((RunStatus.Unverified, "Not passed: endpoints.", bench.Output), (bench.State.Status, bench.State.Reason, bench.State.Output));
        Assert.Equal("GET /api/todos answered 500", bench.Report.Checks.Single(check => !check.Passed).Evidence);
        Assert.True(File.Exists(Path.Combine(bench.Output, "README.md")));
    }

    [Fact]
    public async Task A_check_that_was_not_made_is_none_that_passed()
    {
        using var bench = new Bench { Verifier = new() { Forgotten = ["endpoints"] } };

        await bench.RunAsync(Token);

        Assert.Equal((RunStatus.Unverified, "Not passed: endpoints."), (bench.State.Status, bench.State.Reason));
    }

    [Fact]
    public async Task A_contract_that_asks_for_no_check_is_never_verified()
    {
        using var bench = new Bench { Verifier = new() { Forgotten = Sample.Checks } };
        bench.Always("contract/common", asked => Say.Files(asked, ("contract/common.json", """
            { "shapes": [{ "name": "problem" }, { "name": "health" }] }

            """)));

        await bench.RunAsync(Token);

        Assert.NotEqual(RunStatus.Verified, bench.State.Status);
    }

    [Fact]
    public async Task Setting_up_the_checks_begins_with_the_run_and_ends_with_it()
    {
        using var bench = new Bench();
        var begun = false;
        bench.Once("README.md", asked =>
        {
            begun = bench.Verifier.SettingUp.CanBeCanceled && !bench.Verifier.SettingUp.IsCancellationRequested;
            return Say.Files(asked, ("README.md", "text\n"));
        });

        await bench.RunAsync(Token);

        Assert.True(begun);
        Assert.True(bench.Verifier.SettingUp.IsCancellationRequested);
    }

    [Fact]
    public async Task A_brief_that_names_nothing_to_keep_is_the_user_s_to_mend()
    {
        _bench.Always("contract/domain", asked => Say.Text($"=== cannot {asked.Nonce} It names nothing to keep.\n"));

        var refused = await Assert.ThrowsAsync<BriefException>(() => _bench.RunAsync(Token));

        Assert.Equal("It names nothing to keep.", refused.Message);
        Assert.Equal(BriefException.WhatABriefSays, refused.Hint);
        Assert.False(Path.Exists(_bench.Output));
    }

    [Fact]
    public async Task A_cancelled_run_delivers_nothing()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _bench.Always("README.md", asked =>
        {
            stop.Cancel();
            return Say.Files(asked, ("README.md", "late\n"));
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.RunAsync(stop.Token));

        Assert.False(Path.Exists(_bench.Output));
        Assert.NotEqual(TaskProgress.Done, _bench.Task("README.md").Progress);
        Assert.Equal(RunStatus.Running, _bench.State.Status);
    }

    [Fact]
    public async Task A_run_of_two_entities_gives_each_its_files()
    {
        using var bench = new Bench(Domains.Library) { Workflow = Sample.WebApp };

        await bench.RunAsync(Token);

        Assert.Equal(RunStatus.Verified, bench.State.Status);
        Assert.Equal(["book", "loan"], bench.State.Contract?.Entities.Select(entity => entity.Name));
        Assert.Contains("frontend/src/entities/book.ts", bench.Temp.Entries("out"));
        Assert.Contains("frontend/src/entities/loan.ts", bench.Temp.Entries("out"));
    }
}
