using Aios.Testing;
using Xunit;

namespace Aios.Acceptance;

public sealed class ProgramTests : IDisposable
{
    readonly AiosProcess _aios = new();

    static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _aios.Dispose();

    [Fact]
    public async Task It_tells_its_version()
    {
        var ended = await _aios.RunAsync(["version"], Token);

        Assert.Equal(0, ended.Code);
        Assert.StartsWith("aios 0.1.0", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("build", "--help")]
    public async Task It_explains_itself(params string[] arguments)
    {
        var ended = await _aios.RunAsync(arguments, Token);

        Assert.Equal(0, ended.Code);
        Assert.Contains("build", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', ended.Output);
    }

    [Fact]
    public async Task Progress_goes_to_standard_error_and_has_no_escape_codes_without_a_terminal()
    {
        var ended = await _aios.RunAsync(["build", _aios.Folder.Write("brief.md", "Nothing."), "--verbose"], Token);

        Assert.Equal(2, ended.Code);
        Assert.Equal("", ended.Output);
        Assert.Contains("aios: ", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', ended.Error);
    }
}
