using Aios.Llm.Hosting;
using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Workshop.Offline;
using Aios.Workshop.Running;
using Xunit;

namespace Aios.Acceptance;

/// <summary>The commands that change the user's files, in a dirty repository.</summary>
public sealed class ApplyTests : IAsyncLifetime
{
    const string Run = "20260310-120000-ab12";
    const string Earlier = "20250101-000000-ab12";

    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await WriteDownAsync(Earlier, Run);
        MakeFile("app/main.py", "print('new')\n");
        MakeFile("web/index.html", "<p>new</p>\n");
        _aios.Folder.Write($"home/.local/share/aios/runs/{Earlier}/application/a.txt", "a");
    }

    public ValueTask DisposeAsync()
    {
        _aios.Dispose();
        return default;
    }

    [Fact]
    public async Task Files_are_compared_applied_and_taken_back()
    {
        _aios.Folder.Write("my project/app/main.py", "print('mine')\r\n");
        _aios.Folder.Write("my project/notes.txt", "mine");
        await ShellAsync("git init -q . && git add -A");

        var refused = await RunAsync(2, "apply", "last", "--to", "my project", "--json");
        Assert.Equal("conflict", refused.Json.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("app/main.py", refused.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_aios.Folder["my project/web"]));

        Assert.Contains("! app/main.py  +1 -1", (await RunAsync(0, "diff", "last", "my project")).Output, StringComparison.Ordinal);
        Assert.Contains("+print('new')", (await RunAsync(0, "diff", Run, "my project", "--patch")).Output, StringComparison.Ordinal);

        await RunAsync(0, "apply", "2026", "--to", "my project", "--only", "web");
        Assert.True(File.Exists(_aios.Folder["my project/web/index.html"]));
        await RunAsync(0, "apply", "last", "--force"); // to where it went last
        Assert.Equal("print('new')\n", await File.ReadAllTextAsync(_aios.Folder["my project/app/main.py"], Token));
        Assert.Contains("has what the run has made", (await RunAsync(0, "diff", "last")).Output, StringComparison.Ordinal);

        var undone = await RunAsync(0, "undo", "last", "--json");
        Assert.Equal("app/main.py", undone.Json.GetProperty("files")[0].GetProperty("path").GetString());
        await RunAsync(0, "undo", "last");
        await RunAsync(2, "undo", "last");

        Assert.Equal("print('mine')\r\n", await File.ReadAllTextAsync(_aios.Folder["my project/app/main.py"], Token));
        Assert.Equal("A  app/main.py\nA  notes.txt\n", await ShellAsync("git status --porcelain"));
        Assert.Equal(2, (await RunAsync(2, "apply", "nothing")).Code);
    }

    [Fact]
    public async Task A_branch_comes_into_the_users_repository()
    {
        _aios.Folder.Write("my project/notes.txt", "mine");
        await ShellAsync("git init -q .");

        var brought = await RunAsync(0, "apply", "last", "--to", "my project", "--branch", "--json");

        Assert.Equal($"aios/{Run}", brought.Json.GetProperty("branch").GetString());
        Assert.Equal("app/main.py\nweb/index.html\n", await ShellAsync($"git ls-tree -r --name-only aios/{Run}"));
        Assert.Equal("?? notes.txt\n", await ShellAsync("git status --porcelain"));
        Assert.Equal(2, (await RunAsync(2, "apply", "last", "--to", "my project", "--branch", "x", "--only", "web")).Code);
    }

    [Fact]
    public async Task A_run_that_nobody_can_mean_is_refused_with_those_that_are_there()
    {
        Assert.Contains(Run, (await RunAsync(2, "undo", "x")).Error, StringComparison.Ordinal);
        Assert.Contains($"'20' may be {Run}, {Earlier}.", (await RunAsync(2, "diff", "20")).Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync(2, "apply", "../../..")).Code);
    }

    /// <summary>Runs that have come to a good end.</summary>
    async Task WriteDownAsync(params string[] ids)
    {
        await using var database = Database.Open(_aios.Folder["home/.local/share/aios/aios.db"], [.. RouterInstallation.Schemas, RunJournal.Schema], TimeProvider.System);
        RunJournal journal = new(database, TimeProvider.System);
        foreach (var id in ids)
        {
            using var run = await journal.BeginAsync(id, new() { Workflow = "web-app", Brief = new("todo", "A todo has a title."), Output = "/nowhere", Pace = Pace.Unlimited, Prompts = "" }, "1.0", Token);
            RunLog log = new(TimeProvider.System);
            run.Follow(log);
            log.Add(new RunEvent.RunStarted(id, "web-app", "todo", []));
            log.Add(new RunEvent.RunFinished(RunStatus.Verified, Reason: null, Output: null));
            await run.ReleaseAsync();
        }
    }

    [Fact]
    public async Task Runs_are_removed_by_name_and_by_age_and_a_recording_is_not_written_over()
    {
        Assert.Contains("'recording.json' is there already", (await ExportAsync(2)).Error, StringComparison.Ordinal);
        Assert.Contains("Name the runs", (await RunAsync(2, "runs", "remove")).Error, StringComparison.Ordinal);
        Assert.Empty((await RunAsync(0, "runs", "remove", "--older-than", "1d", "--json")).Json.GetProperty("removed").EnumerateArray());

        var removed = await RunAsync(0, "runs", "remove", Earlier, "--json");

        Assert.Equal([Earlier], removed.Json.GetProperty("removed").EnumerateArray().Select(run => run.GetString()));
        Assert.False(Directory.Exists(_aios.Folder[$"home/.local/share/aios/runs/{Earlier}"]));
        Assert.True(Directory.Exists(_aios.Folder[$"home/.local/share/aios/runs/{Run}"]));
        Assert.Contains(Run, (await RunAsync(2, "runs", "show", Earlier)).Error, StringComparison.Ordinal); // the nearest
        var refused = await _aios.TypeAsync(["runs", "remove", Run], Token, ("[y/N]", "n\r"));
        Assert.True(refused.Code == 5, refused.Output);
        Assert.Contains("Nothing was removed", refused.Output, StringComparison.Ordinal);
        Assert.Contains("1 run removed", (await _aios.TypeAsync(["runs", "remove", Run], Token, ("[y/N]", "y\r"))).Output, StringComparison.Ordinal);
        Assert.Empty((await RunAsync(0, "runs", "list", "--json")).Json.GetProperty("runs").EnumerateArray());
    }

    async Task<Ended> ExportAsync(int code)
    {
        _aios.Folder.Write("recording.json", "mine");
        var ended = await RunAsync(code, "runs", "export", Run, "recording.json");
        Assert.Equal("mine", await File.ReadAllTextAsync(_aios.Folder["recording.json"], Token));
        return ended;
    }

    void MakeFile(string path, string text) => _aios.Folder.Write($"home/.local/share/aios/runs/{Run}/application/{path}", text);

    async Task<Ended> RunAsync(int code, params string[] arguments)
    {
        var ended = await _aios.RunAsync(arguments, Token);
        Assert.True(ended.Code == code, $"{ended.Code}: {ended.Output}{ended.Error}");
        return ended;
    }

    async Task<string> ShellAsync(string command) => (await Shell.RunAsync(command, _aios.Folder["my project"], Token)).Output;
}
