using System.Diagnostics;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Repositories;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Repositories;

public sealed class WorkspaceTests : IDisposable
{
    static readonly DateTimeOffset _began = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    readonly TempFolder _temp = new();

    public WorkspaceTests() => _temp.Folder("app");

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Fact]
    public async Task A_task_is_a_commit_of_its_specialist()
    {
        var workspace = await OpenAsync();

        Assert.Equal(1, await RecordAsync(workspace, Commit("server", "backend", ("app/main.py", "print('ä')\n")) with { Subject = "Write the server\u001b[31m\nof the application", Model = "some-model" }));

        Assert.Equal(
            "Backend <backend@aios.invalid>|Aios <aios@aios.invalid>|2026-03-10T12:00:00+00:00|Write the server [31m of the application|Run: run-1\nTask: server\nModel: some-model",
            await GitAsync("log -1 --format='%an <%ae>|%cn <%ce>|%aI|%s|%(trailers:key=Run)%(trailers:key=Task)%(trailers:key=Model)'"));
        Assert.Equal("aios/run-1", await GitAsync("rev-parse --abbrev-ref HEAD"));
        Assert.Equal("", await GitAsync("status --porcelain"));
        Assert.Equal("print('ä')", await GitAsync("show HEAD:app/main.py"));
        Assert.Equal(workspace.Tip, await GitAsync("rev-parse HEAD"));
        Assert.Equal("", await GitAsync("fsck --strict"));
    }

    [Fact]
    public async Task The_same_run_gives_the_same_hashes_however_it_was_cut_into_batches()
    {
        var commits = Many(10);
        var once = await OpenAsync();
        await RecordAsync(once, [.. commits]);
        var tip = once.Tip;
        Directory.Delete(_temp["app/.git"], recursive: true);

        foreach (var commit in commits)
        {
            await RecordAsync(await OpenAsync(), commit);
        }

        Assert.Equal(tip, (await OpenAsync()).Tip);
    }

    [Fact]
    public async Task What_is_recorded_is_not_recorded_again()
    {
        var commits = Many(5);
        var workspace = await OpenAsync();
        Assert.Equal(5, await RecordAsync(workspace, commits));
        var tip = workspace.Tip;

        Assert.Equal(0, await RecordAsync(workspace, commits));
        Assert.Equal(0, await RecordAsync(await OpenAsync(), commits));
        Assert.Equal(0, await RecordAsync(await OpenAsync(), commits[2] with { At = _began.AddHours(1) })); // accepted once more, with nothing new

        Assert.Equal(tip, (await OpenAsync()).Tip);
    }

    [Fact]
    public async Task A_repaired_file_is_a_commit_more_and_telling_all_again_changes_nothing()
    {
        TaskCommit[] all =
        [
            Commit("server", "backend", ("a.py", "1")),
            Commit("repair", "qa", ("a.py", "2")) with { At = _began.AddMinutes(1) },
            Commit("server", "backend", ("a.py", "1")) with { At = _began.AddMinutes(2) },
        ];
        var workspace = await OpenAsync();
        foreach (var commit in all)
        {
            Assert.Equal(1, await RecordAsync(workspace, commit));
        }

        Assert.Equal(0, await RecordAsync(await OpenAsync(), all));
        Assert.Equal("1", await GitAsync("show HEAD:a.py"));
        Assert.Equal("3", await GitAsync("rev-list --count HEAD"));
    }

    [Fact]
    public async Task What_a_task_takes_away_is_gone()
    {
        var workspace = await OpenAsync();
        await RecordAsync(workspace, Commit("one", "backend", ("a.py", "1"), ("b.py", "1")));
        File.Delete(_temp["app/b.py"]);

        await workspace.CommitAsync([Commit("two", "backend") with { Removed = [new("b.py")] }], Token);

        Assert.Equal("a.py", await GitAsync("ls-tree -r --name-only HEAD"));
        Assert.Equal("", await GitAsync("status --porcelain"));
    }

    [Fact]
    public async Task What_no_task_wrote_is_recorded_as_Aioss_own()
    {
        var workspace = await OpenAsync();
        await RecordAsync(workspace, Commit("one", "backend", ("a.py", "1")));
        _temp.Write("app/start.sh", "#!/bin/sh\r\n");
        _temp.Write("app/.gitignore", "*.py\nstart.sh\n");
        _temp.Write("app/.gitattributes", "* text eol=crlf filter=evil\n");

        Assert.True(await workspace.CommitRestAsync("Add what ships with the workflow", _began, Token));
        Assert.False(await workspace.CommitRestAsync("Add what ships with the workflow", _began, Token));
        Assert.False(await (await OpenAsync()).CommitRestAsync("Add what ships with the workflow", _began, Token));

        Assert.Equal("Aios|Add what ships with the workflow", await GitAsync("log -1 --format='%an|%s'"));
        Assert.Equal("", await GitAsync("status --porcelain --ignored"));
    }

    [Fact]
    public async Task A_batch_that_is_cut_off_is_made_good_by_the_next_call()
    {
        var commits = Many(20);
        var workspace = await OpenAsync();
        await RecordAsync(workspace, commits[..5]);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => workspace.CommitAsync(commits, stop.Token));

        Assert.Equal(15, await RecordAsync(await OpenAsync(), commits));
        Assert.Equal("", await GitAsync("status --porcelain"));
    }

    [Theory]
    [InlineData("touch .git/index.lock .git/HEAD.lock .git/refs/heads/aios/run-1.lock .git/objects/pack/tmp_pack_x", 0)]
    [InlineData("rm .git/index", 0)]
    [InlineData("echo nonsense > .git/HEAD", 0)]
    [InlineData("git checkout -q --detach", 0)]
    [InlineData("git pack-refs --all && git gc -q", 0)]
    [InlineData("echo nonsense > .git/refs/heads/aios/run-1", 5)]
    [InlineData(": > .git/refs/heads/aios/run-1", 5)]
    [InlineData("rm -r .git/objects", 5)]
    [InlineData("find .git/objects -type f -exec truncate -s 1 {} +", 5)]
    [InlineData("rm -r .git; ln -s /nowhere .git", 5)]
    [InlineData("rm -r .git; echo 'gitdir: /nowhere' > .git", 5)]
    [InlineData("echo '[core' > .git/config", 5)]
    public async Task A_repository_that_is_not_as_it_should_be_is_mended_or_made_anew(string damage, int recorded)
    {
        var commits = Many(5);
        var workspace = await OpenAsync();
        await RecordAsync(workspace, commits);
        var tip = workspace.Tip;
        await Shell.RunAsync(damage, _temp["app"], Token);

        var again = await OpenAsync();

        Assert.Equal(recorded, await again.CommitAsync(commits, Token));
        Assert.Equal(tip, again.Tip);
        Assert.Equal(tip, await GitAsync("rev-parse HEAD"));
        Assert.Equal("", await GitAsync("status --porcelain"));
    }

    [Fact]
    public async Task Nothing_but_what_we_say_steers_git()
    {
        _temp.Write("home/.gitconfig", "[core]\n\thooksPath = /tmp\n[user]\n\tname = Somebody\n[commit]\n\tgpgSign = true\n");
        _temp.Write("bin/git", $"#!/bin/sh\ntouch {_temp["ran"]}\n");
        var workspace = await OpenAsync();
        foreach (var hook in (string[])["post-commit", "reference-transaction", "post-index-change"])
        {
            var file = _temp.Write($"app/.git/hooks/{hook}", $"#!/bin/sh\ntouch {_temp["ran"]}\n");
            await Shell.RunAsync($"chmod +x {file}", _temp.Path, Token);
        }

        await Shell.RunAsync($"git config core.fsmonitor 'touch {_temp["ran"]}; false'", _temp["app"], Token);
        await RecordAsync(workspace, Commit("one", "backend", ("a.py", "1")));

        Assert.False(File.Exists(_temp["ran"]));
        Assert.Throws<WorkspaceException>(() => GitProgram.Find("bin:."));
    }

    [Fact]
    public async Task Many_tasks_are_recorded_by_two_processes()
    {
        var commits = Many(116);
        var workspace = await OpenAsync();
        var began = Stopwatch.GetTimestamp();

        await workspace.CommitAsync(commits, Token);

        TestContext.Current.SendDiagnosticMessage($"116 commits in {Stopwatch.GetElapsedTime(began).TotalMilliseconds:0} ms");
        Assert.Equal("116", await GitAsync("rev-list --count HEAD"));
    }

    static TaskCommit[] Many(int count) => [.. Enumerable.Range(0, count).Select(i => Commit($"task-{i}", i % 2 == 0 ? "backend" : "qa", ($"part {i % 7}/file{i}.py", $"print({i})\n" + new string('x', i * 40))) with { At = _began.AddSeconds(i) })];

    static TaskCommit Commit(string task, string specialist, params (string Path, string Text)[] files) => new()
    {
        Task = task,
        Specialist = specialist,
        Subject = $"Write {task}",
        At = _began,
        Files = [.. files.Select(file => new AnsweredFile(new(file.Path), file.Text))],
    };

    Task<Workspace> OpenAsync() => Workspace.OpenAsync(GitProgram.Find(Environment.GetEnvironmentVariable("PATH") ?? ""), _temp["app"], "run-1", Token);

    /// <summary>With the files in the folder, as they are in a run.</summary>
    async Task<int> RecordAsync(Workspace workspace, params TaskCommit[] commits)
    {
        foreach (var file in commits.SelectMany(commit => commit.Files))
        {
            _temp.Write($"app/{file.Path}", file.Text);
        }

        return await workspace.CommitAsync(commits, Token);
    }

    async Task<string> GitAsync(string arguments)
    {
        var ended = await Shell.RunAsync($"git {arguments}", _temp["app"], Token);
        Assert.True(ended.Code == 0, ended.Error);
        return ended.Output.Trim();
    }
}
