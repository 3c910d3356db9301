using System.Runtime.Versioning;
using Aios.Cli;
using Aios.Cli.Configuration;
using Xunit;

namespace Aios.Tests.Cli.Configuration;

[UnsupportedOSPlatform("windows")]
public sealed class SettingsEditorTests : IDisposable
{
    readonly World _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void What_is_set_is_read_and_what_is_unset_is_gone()
    {
        SettingsEditor editor = new(_world.UserFile);

        editor.Set("model", "anthropic/ä");
        editor.Set("specialists.qa", "offline");
        editor.Set("limits.max_parallel", "7");
        var settings = _world.Read();
        Assert.Equal(("anthropic/ä", "offline", 7), (settings.Model.Everyone?.Value, settings.Model.For("qa")?.Value, settings.MaxParallel?.Value));

        editor.Set("model", null);
        Assert.Null(_world.Read().Model.Everyone);
        Assert.Equal("offline", _world.Read().Model.For("qa")?.Value);
    }

    [Fact]
    public void All_else_stays_and_only_the_owner_can_read_it()
    {
        _world.User("""{"providers":{"vllm":{"endpoints":[{"address":"http://127.0.0.1:1","key":"sk-canary-0123456789"}]}}}""");

        new SettingsEditor(_world.UserFile).Set("model", "vllm/x");

        Assert.Equal("http://127.0.0.1:1/", _world.Read().Provider("vllm")!.Endpoints[0].Address.Value.AbsoluteUri);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There are no such rights here.");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_world.UserFile));
    }

    [Theory]
    [InlineData("nonsense", "x")]
    [InlineData("providers.openai.key", "sk-x")]
    [InlineData("limits.max_parallel", "many")]
    [InlineData("limits.max_parallel", "0")]
    [InlineData("model", "boss=x")]
    public void What_would_be_a_mistake_is_not_written(string name, string value)
    {
        Assert.Throws<UsageException>(() => new SettingsEditor(_world.UserFile).Set(name, value));
        Assert.False(File.Exists(_world.UserFile));
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_left_as_it_is()
    {
        _world.User("{ broken");

        Assert.Throws<ConfigurationException>(() => new SettingsEditor(_world.UserFile).Set("model", "x"));
        Assert.Equal("{ broken", File.ReadAllText(_world.UserFile));
    }
}
