using Aios.Llm.Storage;
using Aios.Testing;
using Aios.Workshop.Artifacts;
using Aios.Workshop.Artifacts.Applying;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Applying;

/// <summary>Folders that take nothing, or not everything.</summary>
public sealed class RefusingFolderTests : IDisposable
{
    readonly Desk _desk = new(inMemory: false);

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData(".")]
    [InlineData("b")]
    [InlineData("m.txt")]
    public async Task What_cannot_be_written_leaves_everything_as_it_was(string fixedPart)
    {
        await _desk.Has(("a.txt", "old"), ("b/c.txt", "old"), ("m.txt", "old"), ("z.txt", "old")).ApplyAsync();
        _desk.User("mine.txt", "mine");
        _desk.Has(("a.txt", "new"), ("b/c.txt", "new"), ("b/d.txt", "new"), ("m.txt", "new"), ("new/n.txt", "new"));
        var before = _desk.Picture();
        await FixAsync(fixedPart, fix: true);
        DeliveryException refused;
        try
        {
            refused = await Assert.ThrowsAsync<DeliveryException>(() => _desk.ApplyAsync());
        }
        finally
        {
            await FixAsync(fixedPart, fix: false);
        }

        Assert.Contains("It is as it was before", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _desk.Picture());
        Assert.Empty(_desk.Leftovers);
        await _desk.ApplyAsync();
        Assert.Equal("new", _desk.Read("m.txt"));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("b")]
    [InlineData("m.txt")]
    public async Task What_cannot_be_brought_back_stays_applied(string fixedPart)
    {
        await _desk.Has(("a.txt", "old"), ("gone/x.txt", "x"), ("b/c.txt", "old"), ("m.txt", "old")).ApplyAsync();
        await _desk.Has(("a.txt", "new"), ("b/c.txt", "new"), ("m.txt", "new")).ApplyAsync();
        var before = _desk.Picture();
        await FixAsync(fixedPart, fix: true);
        try
        {
            await Assert.ThrowsAsync<DeliveryException>(() => _desk.UndoAsync());
        }
        finally
        {
            await FixAsync(fixedPart, fix: false);
        }

        Assert.Equal(before, _desk.Picture());
        Assert.Empty(_desk.Leftovers);
        await _desk.UndoAsync();
        Assert.Equal("old", _desk.Read("m.txt"));
    }

    /// <summary>A real disk without room: run by <c>eng/full-disk</c>, which makes one.</summary>
    [Fact(Explicit = true)]
    public async Task A_full_disk_leaves_everything_as_it_was()
    {
        var disk = Environment.GetEnvironmentVariable("AIOS_SMALL_DISK") ?? throw new InvalidOperationException("For eng/full-disk only.");
        var target = Path.Combine(disk, "applied");
        Task<ApplyPlan> ApplyAsync() => _desk.Handover.ApplyAsync(target, PathChoice.Everything, force: false, Desk.Token);

        var large = new string('x', 200_000);
        await _desk.Has(("a.txt", "old"), ("b/c.txt", "old")).ApplyTo(target);
        _desk.Has([("a.txt", "new"), ("b/c.txt", large), .. Enumerable.Range(0, 20).Select(i => ($"d/{i}.txt", large))]);
        for (var room = 0; room < 20; room++)
        {
            Fill(Path.Combine(disk, "ballast"), room * 200_000);
            var refused = await Assert.ThrowsAsync<StorageException>(ApplyAsync);
            Assert.Equal(StorageProblem.Full, refused.Problem);
            Assert.Contains("It is as it was before", refused.Message, StringComparison.Ordinal);
            Assert.Equal(["a.txt", "b", "b/c.txt"], [.. Directory.EnumerateFileSystemEntries(target, "*", SearchOption.AllDirectories).Select(each => Path.GetRelativePath(target, each)).Order(StringComparer.Ordinal)]);
            Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(target, "a.txt"), Desk.Token));
        }

        File.Delete(Path.Combine(disk, "ballast"));
        await ApplyAsync();
        await _desk.UndoAsync();
        Assert.Equal("old", await File.ReadAllTextAsync(Path.Combine(target, "b/c.txt"), Desk.Token));
    }

    /// <summary>For root too, whom rights do not keep from writing.</summary>
    async Task FixAsync(string part, bool fix)
    {
        var where = Path.Combine(_desk.Target, part);
        var done = await Shell.RunAsync($"chattr {(fix ? '+' : '-')}i {(part == "." ? "-R " : "")}'{where.Replace("'", @"'\''", StringComparison.Ordinal)}'", _desk.Temp.Path, Desk.Token);
        Assert.SkipWhen(fix && done.Code != 0, "Nothing can be made unchangeable here: that needs root and a file system that knows it.");
    }

    static void Fill(string ballast, long room)
    {
        File.Delete(ballast);
        var free = new DriveInfo(Path.GetDirectoryName(ballast)!).AvailableFreeSpace; // a file lies in a folder
        File.WriteAllBytes(ballast, new byte[Math.Max(0, free - room)]);
    }
}
