using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Repositories;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Repositories;

/// <summary>A repository of the user's, dirty and full of settings, that is given a branch.</summary>
public sealed class UserRepositoryTests : IAsyncLifetime
{
    readonly TempFolder _temp = new();
    readonly GitProgram _git = GitProgram.Find(Environment.GetEnvironmentVariable("PATH") ?? "");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _temp.Folder("app");
        _temp.Write("user/sub folder/mine.txt", "mine\r\n");
        await UserAsync("git init -q -b main . && git add -A && git -c user.name=U -c user.email=u@example.invalid commit -qm mine && echo more >> 'sub folder/mine.txt' && echo new > new.txt && git add new.txt && echo newer > new.txt");
        foreach (var hook in (string[])["reference-transaction", "post-checkout", "pre-auto-gc"])
        {
            _temp.Write($"user/.git/hooks/{hook}", $"#!/bin/sh\ntouch {_temp["ran"]}\n");
        }

        await UserAsync($"chmod +x .git/hooks/*; git config core.fsmonitor 'touch {_temp["ran"]}; false'; git config core.pager 'touch {_temp["ran"]}'; git config fetch.prune true");
    }

    public ValueTask DisposeAsync()
    {
        _temp.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_gets_the_runs_branch_and_nothing_else_of_it_changes()
    {
        var before = await StateAsync();
        File.Delete(_temp["ran"]); // by the user's own git, which does as its settings say

        var brought = await BringAsync(await WorkspaceAsync("1"));

        Assert.False(File.Exists(_temp["ran"]));
        Assert.Null(brought.Previous);
        Assert.Equal(brought.Commit, await UserAsync("git rev-parse refs/heads/aios/run-1"));
        Assert.Equal("1", await UserAsync("git show aios/run-1:a.py"));
        Assert.Equal(before, await StateAsync());
        Assert.Equal("", await UserAsync("git fsck --strict --no-dangling"));
    }

    [Fact]
    public async Task The_branch_moves_forward_and_only_forward()
    {
        var first = await BringAsync(await WorkspaceAsync("1"));
        var second = await BringAsync(await WorkspaceAsync("1", "2"));
        Assert.Equal(first.Commit, second.Previous);
        Assert.Equal(second.Commit, (await BringAsync(await WorkspaceAsync("1", "2"))).Previous);

        Directory.Delete(_temp["app/.git"], recursive: true);
        var other = await WorkspaceAsync("other");
        var refused = await Assert.ThrowsAsync<DeliveryException>(() => BringAsync(other));
        Assert.Contains("another history", refused.Message, StringComparison.Ordinal);
        Assert.Equal(second.Commit, await UserAsync("git rev-parse aios/run-1"));

        Assert.Equal(second.Commit, (await BringAsync(other, force: true)).Previous);
        Assert.Equal("other", await UserAsync("git show aios/run-1:a.py"));
    }

    [Theory]
    [InlineData("main", "checked out")]
    [InlineData("../main", "cannot be the name")]
    [InlineData("-f", "cannot be the name")]
    [InlineData("@{-1}", "cannot be the name")]
    [InlineData("a b", "cannot be the name")]
    public async Task A_branch_that_may_not_be_set_is_not(string branch, string why)
    {
        var before = await StateAsync();

        var refused = await Assert.ThrowsAsync<DeliveryException>(async () => await BringAsync(await WorkspaceAsync("1"), branch, force: true));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task A_folder_in_no_repository_is_refused() =>
        await Assert.ThrowsAsync<DeliveryException>(() => UserRepository.FindAsync(_git, _temp["app"], Token));

    async Task<BroughtBranch> BringAsync(Workspace workspace, string branch = "aios/run-1", bool force = false) =>
        await (await UserRepository.FindAsync(_git, _temp["user/sub folder"], Token)).BringAsync(workspace, branch, force, Token);

    async Task<Workspace> WorkspaceAsync(params string[] texts)
    {
        var workspace = await Workspace.OpenAsync(_git, _temp["app"], "run-1", Token);
        await workspace.CommitAsync([.. texts.Select((text, i) => new TaskCommit { Task = $"task {i}", Specialist = "backend", Subject = "Write", At = new(2026, 3, 10, 12, i, 0, TimeSpan.Zero), Files = [new(new("a.py"), text)] })], Token);
        return workspace;
    }

    /// <summary>Branches but ours, index and working tree.</summary>
    Task<string> StateAsync() => UserAsync("git -c core.fsmonitor=false status --porcelain=v2 --branch; git for-each-ref | grep -v aios/run-1; git ls-files -s; cat new.txt 'sub folder/mine.txt'");

    async Task<string> UserAsync(string command)
    {
        var ended = await Shell.RunAsync(command, _temp.Folder("user"), Token);
        return ended.Output.Trim();
    }
}
