using Aios.Testing;
using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Workshop.Verification;

/// <summary>A sandbox that has proved itself once, for the tests of a class.</summary>
public sealed class ProvedSandbox : IAsyncLifetime
{
    readonly TempFolder _folder = new();

    public ProvedSandbox() =>
        Sandbox = new(new() { WorkFolder = _folder.Folder("work"), HiddenFolders = [_folder.Folder("home")] }, TimeProvider.System);

    internal Sandbox Sandbox { get; }

    public async ValueTask InitializeAsync() => await Sandbox.ProveAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
