using System.Diagnostics;
using System.Text.Json;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>What other terminals see of a run, while its process is at work and after it was killed.</summary>
public sealed class RunsTests : IDisposable
{
    readonly AiosProcess _aios = new() { HasKeys = false };

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task A_run_is_watched_from_elsewhere_until_its_process_is_killed()
    {
        TaskCompletionSource seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Ended? watched = null;

        var killed = await _aios.RunAsync(
            ["build", Path.Combine(Repository.Root, "examples", "todo.md"), "--output", "application", "--offline-speed", "400", "--jsonl"],
            Token, meanwhile: async build => watched = await WatchAndKillAsync(build, seen), heard: _ => seen.TrySetResult());

        Assert.NotEqual(0, killed.Code);
        Assert.Equal(8, watched?.Code);
        Assert.Contains("was interrupted. To go on: aios resume ", watched?.Error, StringComparison.Ordinal);
        var lines = watched!.Output.TrimEnd().Split('\n').Select(line => JsonElement.Parse(line)).ToList(); // set: it was watched
        Assert.Equal("run_started", lines[0].GetProperty("event").GetString());
        Assert.Contains(lines, line => line.TryGetProperty("event", out var happened) && happened.GetString() == "task_writing");
        Assert.Equal("interrupted", lines[^1].GetProperty("status").GetString());

        var run = Assert.Single((await SaysAsync(0, "runs", "list", "--json")).Json.GetProperty("runs").EnumerateArray());
        Assert.Equal("interrupted", run.GetProperty("status").GetString());
        var calls = (await SaysAsync(0, "runs", "show", "--json")).Json.GetProperty("calls").EnumerateArray().ToList();
        Assert.Contains(calls, call => call.GetProperty("state").GetString() == "unknown");
        Assert.Contains(run.GetProperty("id").GetString()!, (await SaysAsync(0, "runs", "logs")).Output, StringComparison.Ordinal); // each has one
        Assert.Equal("", (await SaysAsync(0, "runs", "list", "--status", "verified", "--jsonl")).Json.GetProperty("runs").ToString().Trim('[', ']'));
        Assert.Contains("it was interrupted", (await SaysAsync(2, "runs", "stop")).Error, StringComparison.Ordinal);
    }

    async Task<Ended> WatchAndKillAsync(Process build, TaskCompletionSource seen)
    {
        await seen.Task.WaitAsync(Token); // a run is there as soon as it tells of itself
        TaskCompletionSource writing = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var watching = _aios.RunAsync(["runs", "watch", "--jsonl"], Token, heard: said =>
        {
            if (said.Contains("task_writing", StringComparison.Ordinal))
            {
                writing.TrySetResult();
            }
        });
        await Task.WhenAny(writing.Task, watching);
        build.Kill();
        return await watching;
    }

    async Task<Ended> SaysAsync(int code, params IReadOnlyList<string> arguments)
    {
        var ended = await _aios.RunAsync(arguments, Token);
        Assert.True(ended.Code == code, ended.Output + ended.Error);
        return ended;
    }
}
