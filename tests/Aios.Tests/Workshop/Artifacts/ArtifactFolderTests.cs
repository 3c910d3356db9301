using System.Text;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts;

public sealed class ArtifactFolderTests : IDisposable
{
    readonly TempFolder _temp = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_written_as_it_is_in_UTF8_without_a_mark(bool staged)
    {
        await WriteAsync("a/b/c.txt", "ä\r\n€", staged);

        Assert.Equal(Encoding.UTF8.GetBytes("ä\r\n€"), await File.ReadAllBytesAsync(_temp["inside/a/b/c.txt"], Token));
        Assert.Equal(["a", "a/b", "a/b/c.txt"], _temp.Entries("inside"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_there_is_replaced(bool staged)
    {
        await WriteAsync("a.txt", "old", staged);

        await WriteAsync("a.txt", "new", staged);
        Assert.Equal("new", await File.ReadAllTextAsync(_temp["inside/a.txt"], Token));
        Assert.Equal(["a.txt"], _temp.Entries("inside"));
    }

    [Theory]
    [InlineData("link/new.txt")]
    [InlineData("link/victim.txt")]
    [InlineData("link/deeper/new.txt")]
    [InlineData("link")]
    public async Task A_link_to_a_folder_is_not_followed(string path)
    {
        _temp.Write("outside/victim.txt", "mine");
        Link("link", _temp["outside"]);

        await Assert.ThrowsAnyAsync<IOException>(() => WriteAsync(path, "stolen"));

        Assert.Equal("mine", await File.ReadAllTextAsync(_temp["outside/victim.txt"], Token));
        Assert.Equal(["victim.txt"], _temp.Entries("outside"));
        Assert.Equal(["link"], Directory.EnumerateFileSystemEntries(_temp["inside"]).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("victim.txt")]
    [InlineData("nowhere.txt")]
    public async Task A_link_to_a_file_is_not_followed_even_where_the_file_is_missing(string target)
    {
        _temp.Write("outside/victim.txt", "mine");
        Link("a.txt", _temp[$"outside/{target}"]);

        var refused = await Assert.ThrowsAnyAsync<IOException>(() => WriteAsync("a.txt", "stolen"));

        Assert.Contains("is a link", refused.Message, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(_temp["outside/victim.txt"], Token));
        Assert.Equal(["victim.txt"], _temp.Entries("outside"));
    }

    [Fact]
    public async Task A_dangling_link_where_a_folder_should_be_makes_nothing_outside()
    {
        Link("a", _temp["outside"]);

        await Assert.ThrowsAnyAsync<IOException>(() => WriteAsync("a/b.txt", "stolen"));

        Assert.False(Path.Exists(_temp["outside"]));
    }

    [Theory]
    [InlineData("taken/a.txt", "a file where a folder must be")]
    [InlineData("folder", "a folder where the file must be")]
    public async Task A_failure_leaves_nothing_behind(string path, string why)
    {
        _temp.Write("inside/taken", "mine");
        _temp.Write("inside/folder/kept.txt", "mine");

        await Assert.ThrowsAnyAsync<IOException>(() => WriteAsync(path, why));

        Assert.Equal(["folder", "folder/kept.txt", "taken"], _temp.Entries("inside"));
        Assert.Equal("mine", await File.ReadAllTextAsync(_temp["inside/taken"], Token));
    }

    [Fact]
    public async Task Cancelling_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Inside().WriteAsync(new("a.txt"), "text", stop.Token));

        Assert.Empty(_temp.Entries("inside"));
    }

    [Fact]
    public void Only_its_owner_can_look_into_a_new_folder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");

        var folder = ArtifactFolder.CreateNew(_temp["new"]);

        Assert.Equal(_temp["new"], folder.Root);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_temp["new"]));
        }
    }

    [Fact]
    public async Task A_folder_has_what_was_written_and_no_more()
    {
        await WriteAsync("a/b.txt", "text");

        Assert.True(Inside().Has(new("a/b.txt")));
        Assert.False(Inside().Has(new("a")));
        Assert.False(Inside().Has(new("b.txt")));
    }

    ArtifactFolder Inside()
    {
        Directory.CreateDirectory(_temp["inside"]);
        return new(_temp["inside"]);
    }

    Task WriteAsync(string path, string text, bool staged = false) =>
        staged ? Inside().StageAsync(new(path), text, Token) : Inside().WriteAsync(new(path), text, Token);

    void Link(string name, string target)
    {
        Inside();
        File.CreateSymbolicLink(_temp[$"inside/{name}"], target);
    }
}
