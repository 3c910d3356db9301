using Aios.Testing;
using Aios.Workshop.Verification;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Aios.Tests.Workshop.Verification;

/// <summary>A sandbox that is broken on purpose is found out, whichever of its walls is missing.</summary>
public sealed class SandboxProofTests : IDisposable
{
    readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_whole_sandbox_proves_itself() =>
        await Sandbox().ProveAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_probe_that_could_not_look_looks_again()
    {
        var started = 0;

        await Sandbox(arguments => started++ == 0 ? ["--no-such-option"] : arguments).ProveAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, started); // the probe twice, the sleeper once
    }

    [Fact]
    public async Task A_probe_that_never_finishes_is_not_taken_for_safety() =>
        Assert.Contains("the probe did not finish (ByItself, exit code 1)", await RefusalAsync(_ => ["--no-such-option"]));

    [Fact]
    public async Task Nothing_runs_before_the_proof()
    {
        SandboxCommand command = new() { Arguments = ["/bin/true"], ApplicationFolder = _folder.Folder("app") };

        await Assert.ThrowsAsync<InvalidOperationException>(() => Sandbox().RunAsync(command, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_runs_after_a_failed_proof()
    {
        var sandbox = Sandbox(arguments => arguments.Where(each => each != "--unshare-net"));
        SandboxCommand command = new() { Arguments = ["/bin/true"], ApplicationFolder = _folder.Folder("app") };

        await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.ProveAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<InvalidOperationException>(() => sandbox.RunAsync(command, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_bubblewrap_the_hint_says_how_to_get_it()
    {
        Sandbox sandbox = new(Settings() with { Bubblewrap = "/usr/bin/no-such-bwrap" }, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.ProveAsync(TestContext.Current.CancellationToken));

        Assert.Equal("apt-get install bubblewrap", refused.Hint);
    }

    [Theory]
    [InlineData("--unshare-net", "a port of this machine can be reached", "there are network interfaces", "the net namespace is ours")]
    [InlineData("--unshare-pid", "there are", "the pid namespace is ours")]
    [InlineData("--unshare-ipc", "the ipc namespace is ours")]
    [InlineData("--unshare-uts", "the uts namespace is ours")]
    [InlineData("--disable-userns", "it may make user namespaces")]
    public async Task A_missing_wall_is_noticed(string wall, params string[] noticed)
    {
        var refusal = await RefusalAsync(arguments => arguments.Where(each => each != wall && each is not ("--hostname" or "sandbox")));

        Assert.All(noticed, each => Assert.Contains(each, refusal));
    }

    [Theory]
    [InlineData("home")]
    [InlineData("work")]
    public async Task A_hidden_folder_that_can_be_read_is_noticed(string name)
    {
        var folder = _folder.Folder(name);
        await SandboxUser.ShowAsync(_folder.Path, TestContext.Current.CancellationToken);

        var refusal = await RefusalAsync(arguments => InsertBefore("--bind", arguments, ["--dir", _folder.Path, "--ro-bind", folder, folder]));

        Assert.Contains($"{folder}/.aios-canary", refusal);
    }

    [Fact]
    public async Task A_mount_that_shows_more_than_it_should_is_noticed()
    {
        await SandboxUser.ShowAsync(_folder.Path, TestContext.Current.CancellationToken);
        Sandbox sandbox = new(Settings() with { Mounts = [new(_folder.Path, "/aios/everything")] }, TimeProvider.System);

        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.ProveAsync(TestContext.Current.CancellationToken));

        Assert.Contains("/aios/everything/", refused.Message);
    }

    [Fact]
    public async Task A_variable_that_comes_through_is_noticed() =>
        Assert.Contains("our environment can be read", await RefusalAsync(arguments => InsertBefore("--chdir", arguments, ["--setenv", "AIOS_CANARY", "x"])));

    [Fact]
    public async Task System_folders_that_can_be_written_are_noticed() =>
        Assert.Contains("/usr is not mounted read-only", await RefusalAsync(arguments => Replace(["--ro-bind", "/usr"], ["--bind", "/usr"], arguments)));

    [Fact]
    public async Task A_root_that_can_be_written_is_noticed() =>
        Assert.Contains("/etc can be written", await RefusalAsync(arguments => InsertBefore("--bind", arguments, ["--perms", "1777", "--tmpfs", "/etc", "--ro-bind", $"{Settings().WorkFolder}/etc/passwd", "/etc/passwd"])));

    [Fact]
    public async Task Capabilities_are_noticed() =>
        Assert.Contains("it has capabilities", await RefusalAsync(arguments => InsertBefore("--unshare-user", arguments, ["--cap-add", "CAP_SYS_ADMIN"])));

    [Fact]
    public async Task A_root_that_stays_root_is_noticed()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can forget to stop being root.");

        Assert.Contains("it runs as root", await RefusalAsync(arguments => arguments
            .TakeWhile(each => each != "/usr/bin/setpriv")
            .Concat(arguments.SkipWhile(each => each != "/usr/bin/prlimit"))));
    }

    [Fact]
    public async Task A_time_limit_that_does_not_hold_is_noticed()
    {
        Sandbox sandbox = new(Settings(), new FakeTimeProvider()); // its time never passes

        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => sandbox.ProveAsync(TestContext.Current.CancellationToken));

        Assert.Contains("does not end what takes too long", refused.Message);
    }

    [Fact]
    public async Task The_proof_leaves_nothing_behind()
    {
        await Sandbox().ProveAsync(TestContext.Current.CancellationToken);

        Assert.Empty(Directory.GetFiles(Settings().WorkFolder));
        Assert.Empty(Directory.GetFiles(_folder.Folder("home")));
    }

    async Task<string> RefusalAsync(Func<IReadOnlyList<string>, IEnumerable<string>> tamper)
    {
        var refused = await Assert.ThrowsAsync<SandboxUnavailableException>(() => Sandbox(tamper).ProveAsync(TestContext.Current.CancellationToken));
        return refused.Message;
    }

    Sandbox Sandbox(Func<IReadOnlyList<string>, IEnumerable<string>>? tamper = null) =>
        new(tamper is null ? Settings() : Settings() with { Tamper = tamper }, TimeProvider.System);

    SandboxSettings Settings() => new() { WorkFolder = _folder.Folder("work"), HiddenFolders = [_folder.Folder("home")] };

    static IEnumerable<string> InsertBefore(string argument, IReadOnlyList<string> arguments, string[] inserted)
    {
        var at = arguments.ToList().IndexOf(argument);
        return [.. arguments.Take(at), .. inserted, .. arguments.Skip(at)];
    }

    static IEnumerable<string> Replace(string[] from, string[] to, IReadOnlyList<string> arguments)
    {
        var at = Enumerable.Range(0, arguments.Count).First(at => arguments.Skip(at).Take(from.Length).SequenceEqual(from));
        return [.. arguments.Take(at), .. to, .. arguments.Skip(at + from.Length)];
    }
}
