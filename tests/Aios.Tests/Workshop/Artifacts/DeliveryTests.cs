using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Applying;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts;

public sealed class DeliveryTests : IDisposable
{
    readonly TempFolder _temp = new();

    public DeliveryTests()
    {
        _temp.Write("run/application/a.txt", "a");
        _temp.Write("run/application/b/c.txt", "c");
    }

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("out")]
    [InlineData("out/")]
    [InlineData("deep/er/out")]
    [InlineData("run/../out")]
    public async Task A_new_folder_gets_every_file(string output)
    {
        await DeliverAsync(output);

        Assert.Equal(["a.txt", "b", "b/c.txt"], _temp.Entries(output));
        Assert.DoesNotContain(_temp.Entries(), entry => entry.Contains("unfinished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_folder_is_as_good_as_a_new_one()
    {
        Directory.CreateDirectory(_temp["out"]);

        await DeliverAsync("out");

        Assert.Equal(["a.txt", "b", "b/c.txt"], _temp.Entries("out"));
    }

    [Fact]
    public async Task A_folder_that_is_there_stays_the_same_folder()
    {
        Directory.CreateDirectory(_temp["out"]);
        Directory.CreateSymbolicLink(_temp["link"], _temp["out"]);

        await DeliverAsync("link");

        Assert.Equal(_temp["out"], new DirectoryInfo(_temp["link"]).LinkTarget);
        Assert.Equal(["a.txt", "b", "b/c.txt"], _temp.Entries("out"));
    }

    [Fact]
    public async Task What_came_in_the_meantime_is_not_written_over()
    {
        Delivery delivery = new(_temp["out"], force: false);
        _temp.Write("out/a.txt", "mine");

        await Assert.ThrowsAsync<DeliveryException>(() => delivery.DeliverAsync(_temp["run/application"], Token));

        Assert.Equal("mine", await File.ReadAllTextAsync(_temp["out/a.txt"], Token));
        Assert.Equal(["a.txt"], _temp.Entries("out"));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_refused_before_anything_is_done()
    {
        _temp.Write("out/mine.txt", "mine");

        var refused = Assert.Throws<DeliveryException>(() => new Delivery(_temp["out"], force: false));

        Assert.Contains("not empty", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--force", refused.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_where_the_folder_should_be_is_refused(bool force)
    {
        _temp.Write("out", "mine");

        var refused = Assert.Throws<DeliveryException>(() => new Delivery(_temp["out"], force));

        Assert.Contains("is a file", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Force_writes_over_files_of_the_same_names_and_keeps_all_others()
    {
        _temp.Write("out/a.txt", "old");
        _temp.Write("out/b/mine.txt", "mine");

        await DeliverAsync("out", force: true);

        Assert.Equal(["a.txt", "b", "b/c.txt", "b/mine.txt"], _temp.Entries("out"));
        Assert.Equal("a", await File.ReadAllTextAsync(_temp["out/a.txt"], Token));
        Assert.Equal("mine", await File.ReadAllTextAsync(_temp["out/b/mine.txt"], Token));
    }

    [Theory]
    [InlineData("out/b", "elsewhere")]
    [InlineData("out/a.txt", "elsewhere/a.txt")]
    public async Task Force_follows_no_link_in_the_folder(string link, string target)
    {
        _temp.Write("elsewhere/a.txt", "mine");
        _temp.Write("out/mine.txt");
        File.CreateSymbolicLink(_temp[link], _temp[target]);

        var refused = await Assert.ThrowsAsync<ApplyConflictException>(() => DeliverAsync("out", force: true));

        Assert.Contains("a link", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["a.txt"], _temp.Entries("elsewhere"));
        Assert.Equal("mine", await File.ReadAllTextAsync(_temp["elsewhere/a.txt"], Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_a_file_cannot_be_written_the_new_folder_is_as_it_was(bool wasThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names.");
        _temp.Write("run/application/z:z", "no artifact may be called so");
        if (wasThere)
        {
            Directory.CreateDirectory(_temp["out"]);
        }

        await Assert.ThrowsAsync<ArtifactPathException>(() => DeliverAsync("out"));

        Assert.Equal(wasThere, Directory.Exists(_temp["out"]));
        Assert.DoesNotContain(_temp.Entries(), entry => entry.StartsWith("out/", StringComparison.Ordinal) || entry.Contains("unfinished", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Where_no_folder_can_be_made_what_is_in_the_way_stays()
    {
        _temp.Write("taken", "mine");

        await Assert.ThrowsAsync<DeliveryException>(() => DeliverAsync("taken/out"));

        Assert.Equal("mine", await File.ReadAllTextAsync(_temp["taken"], Token));
    }

    [Fact]
    public async Task A_cancelled_delivery_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new Delivery(_temp["out"], force: false).DeliverAsync(_temp["run/application"], stop.Token));

        Assert.Equal(["run", "run/application", "run/application/a.txt", "run/application/b", "run/application/b/c.txt"], _temp.Entries());
    }

    [Fact]
    public void The_folder_is_told_in_full_and_without_a_slash_at_its_end() =>
        Assert.Equal(_temp["out"], new Delivery(_temp["run/../out/"], force: false).Output);

    [Fact]
    public async Task A_folder_that_holds_exactly_these_files_is_delivered_already()
    {
        _temp.Write("out/a.txt", "a");
        _temp.Write("out/b/c.txt", "c");

        await new Delivery(_temp["out"], force: false, _temp["run"]).DeliverAsync(_temp["run/application"], Token);

        Assert.Equal(["a.txt", "b", "b/c.txt"], _temp.Entries("out"));
    }

    [Fact]
    public async Task A_run_delivers_again_where_it_has_delivered_before()
    {
        await DeliverAsync("out");
        _temp.Write("run/application/a.txt", "better");
        _temp.Write("out/mine.txt", "mine");

        await new Delivery(_temp["out"], force: false, _temp["run"]).DeliverAsync(_temp["run/application"], Token);

        Assert.Equal("better", await File.ReadAllTextAsync(_temp["out/a.txt"], Token));
        Assert.Equal("mine", await File.ReadAllTextAsync(_temp["out/mine.txt"], Token));
    }

    [Fact]
    public async Task The_history_of_a_run_is_not_delivered()
    {
        _temp.Write("run/application/.git/config");

        await DeliverAsync("out");

        Assert.Equal(["a.txt", "b", "b/c.txt"], _temp.Entries("out"));
    }

    Task DeliverAsync(string output, bool force = false) => new Delivery(_temp[output], force).DeliverAsync(_temp["run/application"], Token);
}
