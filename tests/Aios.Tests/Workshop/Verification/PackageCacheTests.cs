using Aios.Testing;
using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Workshop.Verification;

public sealed class PackageCacheTests : IDisposable
{
    const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    readonly TempFolder _folder = new();
    readonly string _manifests;

    public PackageCacheTests()
    {
        _folder.Write("manifests/package.json", "{}");
        _manifests = Path.GetDirectoryName(_folder.Write("manifests/package-lock.json", "{}"))!; // it has one: manifests
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    string Cache => _folder.Folder("cache");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Packages_are_installed_once()
    {
        var cache = CacheWith("echo run >> $RUNS; mkdir node_modules; echo x > node_modules/package");

        var first = await cache.InstallAsync(_manifests, Token);
        var second = await cache.InstallAsync(_manifests, Token);

        Assert.Equal(first, second);
        Assert.True(File.Exists(Path.Combine(first, "package")));
        Assert.Single(Runs());
    }

    [Fact]
    public async Task No_script_of_a_package_runs()
    {
        await CacheWith("echo $* >> $RUNS; mkdir node_modules").InstallAsync(_manifests, Token);

        Assert.StartsWith("ci --ignore-scripts ", Runs()[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("package.json")]
    [InlineData("package-lock.json")]
    public async Task Other_manifests_are_other_packages(string changed)
    {
        var cache = CacheWith("mkdir node_modules");
        var first = await cache.InstallAsync(_manifests, Token);
        _folder.Write($"manifests/{changed}", "{ }");

        Assert.NotEqual(first, await cache.InstallAsync(_manifests, Token));
    }

    [Fact]
    public async Task Another_node_is_another_installation()
    {
        var first = await CacheWith("mkdir node_modules").InstallAsync(_manifests, Token);

        Assert.NotEqual(first, await CacheWith("mkdir node_modules", node: "v99").InstallAsync(_manifests, Token));
    }

    [Fact]
    public async Task Two_at_once_end_up_with_the_same_whole_folder()
    {
        // The first one waits for the second one's sign of life.
        var cache = CacheWith("mkfifo $RUNS && cat $RUNS || echo second > $RUNS; mkdir node_modules; echo x > node_modules/package");

        var both = await Task.WhenAll(cache.InstallAsync(_manifests, Token), cache.InstallAsync(_manifests, Token));

        Assert.Equal(both[0], both[1]);
        Assert.True(File.Exists(Path.Combine(both[0], "package")));
        Assert.Single(Directory.GetDirectories(Cache));
    }

    [Fact]
    public async Task An_installation_that_failed_says_why_and_is_never_used()
    {
        var failing = CacheWith("mkdir node_modules; echo half > node_modules/package; printf '\\033[31mno connection\\033[0m\\n' >&2; exit 1");

        var failure = await Assert.ThrowsAsync<PackagesUnavailableException>(() => failing.InstallAsync(_manifests, Token));

        Assert.EndsWith("\nno connection", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetDirectories(Cache));
        Assert.False(File.Exists(Path.Combine(await CacheWith("mkdir node_modules").InstallAsync(_manifests, Token), "package")));
    }

    [Fact]
    public async Task What_a_killed_installation_left_is_removed()
    {
        var left = _folder.Folder("cache/.installing-4194305-x"); // no process can have this number

        await CacheWith("mkdir node_modules").InstallAsync(_manifests, Token);

        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public async Task Cancelling_ends_the_installation()
    {
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using FileSystemWatcher watcher = new(_folder.Path, "runs");
        watcher.Created += (_, _) => cancel.Cancel();
        watcher.EnableRaisingEvents = true;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => CacheWith("echo run >> $RUNS; sleep 60").InstallAsync(_manifests, cancel.Token));

        Assert.Empty(Directory.GetDirectories(Cache));
    }

    PackageCache CacheWith(string npm, string node = "v20")
    {
        var program = _folder.Write("npm", $"#!/bin/sh\nRUNS={_folder.Path}/runs\n{npm}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, Executable);
        }

        return new(Cache, program, node, TimeProvider.System);
    }

    string[] Runs() => File.ReadAllLines(Path.Combine(_folder.Path, "runs"));
}
