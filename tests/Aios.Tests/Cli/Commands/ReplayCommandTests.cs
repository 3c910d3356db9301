using Aios.Cli.Commands;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Cli.Commands;

public sealed class ReplayCommandTests : IDisposable
{
    readonly TempFolder _folder = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_recording_takes_the_place_of_another_only_when_that_is_said_and_whole()
    {
        var target = _folder.Write("recording.json", "the recording that was there");

        await Assert.ThrowsAsync<IOException>(() => ReplayCommand.KeepAsync("new", target, force: false, Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReplayCommand.KeepAsync("new", target, force: true, new(canceled: true)));
        Assert.Equal("the recording that was there", await File.ReadAllTextAsync(target, Token));
        await ReplayCommand.KeepAsync("new", target, force: true, Token);

        Assert.Equal("new", await File.ReadAllTextAsync(target, Token));
        Assert.Equal([target], Directory.GetFiles(_folder.Path)); // nothing half-written
    }
}
