using System.Net;
using System.Net.Sockets;
using Aios.Testing;
using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Workshop.Verification;

/// <summary>What generated code tries, and what becomes of it.</summary>
public sealed class SandboxTests(ProvedSandbox proved) : IClassFixture<ProvedSandbox>, IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    string Application => _folder.Folder("app");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Output_exit_code_and_files_come_back()
    {
        var result = await ShellAsync("echo out; echo err >&2; echo kept > kept.txt; exit 7");

        Assert.Equal((Ending.ByItself, 7), (result.Ending, result.ExitCode));
        Assert.Equal(["err", "out"], result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order());
        Assert.Equal("kept\n", await File.ReadAllTextAsync(Path.Combine(Application, "kept.txt"), Token));
    }

    [Theory]
    [InlineData("cat /etc/shadow")]
    [InlineData("ls /root /home")]
    [InlineData("ls /sys/class/net")]
    [InlineData("echo x > /usr/bin/x")]
    [InlineData("echo x > /etc/x")]
    [InlineData("echo x > /app/../x")]
    [InlineData("echo x > /dev/x")]
    [InlineData("grep -q . /proc/1/environ")]
    [InlineData("kill -9 1; test ! -e /proc/1")]
    [InlineData("mount -t tmpfs none /app")]
    [InlineData("unshare --user --map-root-user true")]
    [InlineData("chroot / true")]
    [InlineData("mknod /app/disk b 254 0")]
    [InlineData("su -c true")]
    [InlineData("chown 0 .")]
    [InlineData("hostname elsewhere")]
    [InlineData("echo 1 > /proc/sys/kernel/panic")]
    [InlineData("echo c > /proc/sysrq-trigger")]
    [InlineData("dmesg")]
    [InlineData("nice -n -5 true 2>&1 | grep -v denied")]
    [InlineData("ulimit -H -n unlimited")]
    [InlineData("prlimit --nproc=100000 true")]
    public async Task It_does_not_get_through(string attempt) =>
        Assert.NotEqual(0, (await ShellAsync(attempt)).ExitCode);

    [Fact]
    public async Task It_does_not_reach_this_machine()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var result = await RunAsync("/bin/bash", "-c", $"exec 3<>/dev/tcp/127.0.0.1/{port}");

        Assert.NotEqual(0, result.ExitCode);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task It_sees_no_variable_of_ours() =>
        Assert.Equal(
            ["CI", "HOME", "LANG", "NO_COLOR", "PATH", "PWD", "TMPDIR"],
            (await RunAsync("/usr/bin/env")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=')[0]).Order());

    [Fact]
    public async Task A_link_out_of_the_application_leads_nowhere()
    {
        var secret = _folder.Write("secret", "secret");
        File.CreateSymbolicLink(Path.Combine(Application, "link"), secret);

        var result = await ShellAsync("cat link");

        Assert.NotEqual(0, result.ExitCode);
        Assert.DoesNotContain("secret\n", result.Output);
    }

    [Fact]
    public async Task A_link_made_inside_does_not_write_outside()
    {
        var target = Path.Combine(_folder.Path, "written");

        await ShellAsync($"ln -s {target} link; echo x > link");

        Assert.False(File.Exists(target));
    }

    [Fact]
    public async Task What_takes_too_long_is_ended_with_all_its_descendants()
    {
        // They hold the pipe that we read from: were one alive, there would be no result yet.
        var result = await ShellAsync("(setsid sh -c 'sleep 60' &) ; (sleep 60 &) ; sleep 60", new() { Time = TimeSpan.FromMilliseconds(200) });

        Assert.Equal(Ending.TooLong, result.Ending);
        Assert.InRange(result.Duration.TotalSeconds, 0.2, 2);
    }

    [Fact]
    public async Task What_is_left_behind_in_the_background_ends_with_its_parent()
    {
        var result = await ShellAsync("(setsid sleep 60 &) ; exit 0");

        Assert.Equal((Ending.ByItself, 0), (result.Ending, result.ExitCode));
        Assert.InRange(result.Duration.TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task A_fork_bomb_is_ended_at_once()
    {
        var result = await RunAsync(new SandboxLimits { Processes = 64 }, "/bin/bash", "-c", "bomb() { bomb | bomb & }; bomb; sleep 60");

        Assert.Equal(Ending.TooManyProcesses, result.Ending);
        Assert.InRange(result.Duration.TotalSeconds, 0, 2);
    }

    [Fact]
    public async Task Memory_has_an_end()
    {
        var result = await RunAsync(
            new SandboxLimits { MemoryBytes = 128 << 20 },
            "/usr/bin/python3", "-c", "kept = []\nwhile True: kept.append(bytearray(b'x' * (4 << 20)))");

        Assert.Equal(Ending.TooMuchMemory, result.Ending);
    }

    [Fact]
    public async Task Output_has_an_end_and_its_end_is_kept()
    {
        var result = await RunAsync(new SandboxLimits { OutputBytes = 1 << 20 }, "/usr/bin/yes", "again");

        Assert.Equal(Ending.TooMuchOutput, result.Ending);
        Assert.InRange(result.Output.Length, 1, 64 << 10);
        Assert.Contains("again\nagain\n", result.Output);
    }

    [Theory]
    [InlineData("big")]
    [InlineData("/tmp/big")]
    public async Task A_file_has_a_greatest_size(string path)
    {
        var result = await ShellAsync($"head -c 3000000 /dev/zero > {path}", new() { FileBytes = 1 << 20, TemporaryBytes = 2 << 20 });

        Assert.NotEqual(0, result.ExitCode);
    }

    [Fact]
    public async Task Temporary_files_have_a_greatest_size_together()
    {
        var result = await ShellAsync("for n in 1 2 3 4; do head -c 1000000 /dev/zero > /tmp/$n || exit 1; done", new() { TemporaryBytes = 2 << 20 });

        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public async Task Open_files_have_an_end() =>
        Assert.NotEqual(0, (await RunAsync(new SandboxLimits { OpenFiles = 64 }, "/usr/bin/python3", "-c", "kept = [open('/dev/null') for _ in range(100)]")).ExitCode);

    [Fact]
    public async Task Nobody_is_there_to_type() =>
        Assert.Equal("", (await RunAsync("/bin/cat")).Output);

    /// <summary>Of a sandbox that is killed while it is put up, what it has begun must not live on: it would hold our end of its output for ever.</summary>
    [Fact]
    public async Task Cancelling_ends_it_also_while_it_is_being_put_up()
    {
        await proved.Sandbox.GiveAsync(Application, Token);
        SandboxCommand command = new() { Arguments = ["/bin/true"], ApplicationFolder = Application };

        for (var microseconds = 0; microseconds < 15_000; microseconds += 100)
        {
            using CancellationTokenSource cancel = new();
            var running = proved.Sandbox.RunAsync(command, cancel.Token);
            var since = TimeProvider.System.GetTimestamp();
            while (TimeProvider.System.GetElapsedTime(since).TotalMicroseconds < microseconds)
            {
                // Shorter than any timer.
            }

            await cancel.CancelAsync();
            await Record.ExceptionAsync(() => running).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Token); // some are done before
        }
    }

    [Fact]
    public async Task Cancelling_ends_it()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        SandboxCommand command = new() { Arguments = ["/bin/sh", "-c", "echo x > started; sleep 60"], ApplicationFolder = Application };
        using FileSystemWatcher started = new(Application, "started");
        TaskCompletionSource there = new();
        started.Created += (_, _) => there.TrySetResult();
        started.EnableRaisingEvents = true;

        await proved.Sandbox.GiveAsync(Application, Token);
        var running = proved.Sandbox.RunAsync(command, cancel.Token);
        await there.Task.WaitAsync(Token);
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
    }

    Task<SandboxResult> ShellAsync(string script, SandboxLimits? limits = null) => RunAsync(limits ?? new(), "/bin/sh", "-c", script);

    Task<SandboxResult> RunAsync(params string[] arguments) => RunAsync(new SandboxLimits(), arguments);

    async Task<SandboxResult> RunAsync(SandboxLimits limits, params string[] arguments)
    {
        await proved.Sandbox.GiveAsync(Application, Token);
        return await proved.Sandbox.RunAsync(new() { Arguments = arguments, ApplicationFolder = Application, Limits = limits }, Token);
    }
}
