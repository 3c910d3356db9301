using System.Diagnostics;
using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

/// <summary>What cannot be done is said, with the exit code that the README promises, and leaves nothing behind.</summary>
public sealed class RefusalTests : IDisposable
{
    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Theory]
    [InlineData("", "empty")]
    [InlineData("  \n\t\n", "empty")]
    [InlineData("Hello there, how are you?", "")]
    [InlineData("# Goals\n\n- be fast\n- be nice\n", "")]
    [InlineData("A todo has a title.\0", "not text")]
    public async Task A_brief_without_anything_to_build_is_refused(string brief, string says)
    {
        await AssertRefusedAsync(_aios.Folder.Write("brief.md", brief), says);
    }

    [Fact]
    public async Task A_brief_that_is_not_UTF8_is_refused()
    {
        await File.WriteAllBytesAsync(_aios.Folder["brief.md"], [0x41, 0x20, 0xff, 0xfe, 0x20], Token);

        await AssertRefusedAsync(_aios.Folder["brief.md"], "not text");
    }

    [Fact]
    public async Task A_brief_larger_than_a_megabyte_is_refused()
    {
        await AssertRefusedAsync(_aios.Folder.Write("brief.md", "A todo has a title. " + new string('x', 1024 * 1024)), "larger than 1 MB");
    }

    [Fact]
    public async Task A_brief_that_is_not_there_is_refused() => await AssertRefusedAsync(_aios.Folder["nowhere.md"], "no brief at");

    [Fact]
    public async Task A_brief_can_come_from_standard_input_and_is_held_to_the_same()
    {
        var ended = await _aios.RunAsync(["build", "-", "--json"], Token, input: "  ");

        Assert.Equal(2, ended.Code);
        Assert.Equal("bad_brief", ended.Json.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_folder_with_something_in_it_is_left_alone()
    {
        var mine = _aios.Folder.Write("application/mine.txt", "mine");

        var ended = await _aios.RunAsync(["build", Path.Combine(Repository.Root, "examples", "todo.md"), "--output", "application", "--json"], Token);

        Assert.Equal(2, ended.Code);
        Assert.Contains("--force", ended.Json.GetProperty("error").GetProperty("hint").GetString(), StringComparison.Ordinal);
        Assert.Equal(["mine.txt"], _aios.Folder.Entries("application"));
        Assert.Equal("mine", await File.ReadAllTextAsync(mine, Token));
    }

    [Theory]
    [InlineData("build")]
    [InlineData("build", "brief.md", "--max-parallel", "0")]
    [InlineData("build", "brief.md", "--offline-speed", "-1")]
    [InlineData("build", "brief.md", "--time-scale", "x")]
    [InlineData("build", "brief.md", "--nonsense")]
    [InlineData("nonsense")]
    public async Task Wrong_usage_is_named(params string[] arguments)
    {
        var ended = await _aios.RunAsync([.. arguments, "--json"], Token);

        Assert.Equal(2, ended.Code);
        var error = ended.Json.GetProperty("error");
        Assert.Equal("wrong_usage", error.GetProperty("code").GetString());
        Assert.NotEqual("", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Without_a_sandbox_nothing_generated_is_run()
    {
        // The program sees a machine on which bubblewrap is not what it should be.
        string[] machine = ["bwrap", "--dev-bind", "/", "/", "--ro-bind", "/bin/false", "/usr/bin/bwrap", "--", "dotnet", AiosProcess.Program];

        var ended = await _aios.RunAsync([.. machine, "build", Path.Combine(Repository.Root, "examples", "todo.md"), "--output", "application", "--json"], Token);

        Assert.True(ended.Code == 9, ended.Output + ended.Error);
        Assert.Equal("unverified", ended.Json.GetProperty("status").GetString());
        Assert.All(
            ended.Json.GetProperty("checks").EnumerateArray().Where(check => check.GetProperty("name").GetString() != "files-complete"),
            check => Assert.StartsWith("not run: ", check.GetProperty("evidence").GetString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("INT", 130, 2)]
    [InlineData("TERM", 143, 1)]
    public async Task An_interrupted_run_says_so_and_delivers_nothing(string signal, int code, int times)
    {
        var ended = await _aios.RunAsync(
            ["build", Path.Combine(Repository.Root, "examples", "todo.md"), "--output", "application", "--offline-speed", "1", "--json"],
            Token,
            meanwhile: async process =>
            {
                await UntilARunHasBegunAsync(process);
                for (var time = 0; time < times; time++)
                {
                    await Shell.RunAsync($"kill -{signal} {process.Id}; sleep 0.2", "/", Token); // two at once are one to the system
                }
            });

        Assert.Equal(code, ended.Code);
        Assert.Equal("stopped", ended.Json.GetProperty("status").GetString());
        Assert.False(Directory.Exists(_aios.Folder["application"]));
    }

    async Task UntilARunHasBegunAsync(Process process)
    {
        var runs = Path.Combine(_aios.Folder["home"], ".local", "share", "aios", "runs");
        while (!process.HasExited && !(Directory.Exists(runs) && Directory.EnumerateDirectories(runs, "application", SearchOption.AllDirectories).Any()))
        {
            await Task.Yield();
        }
    }

    async Task AssertRefusedAsync(string brief, string says)
    {
        var ended = await _aios.RunAsync(["build", brief, "--output", "application", "--json"], Token);

        Assert.True(ended.Code == 2, ended.Output + ended.Error);
        var error = ended.Json.GetProperty("error");
        Assert.Equal("bad_brief", error.GetProperty("code").GetString());
        Assert.Contains(says, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", error.GetProperty("hint").GetString());
        Assert.False(Directory.Exists(_aios.Folder["application"]));
        Assert.False(Directory.Exists(_aios.Folder["home/.local/share/aios/runs"]) && _aios.Folder.Entries("home/.local/share/aios/runs").Count > 0);
    }
}
