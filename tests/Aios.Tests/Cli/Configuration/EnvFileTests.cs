using Aios.Cli.Configuration;
using Aios.Testing;
using Xunit;

namespace Aios.Tests.Cli.Configuration;

public sealed class EnvFileTests
{
    [Theory]
    [InlineData("A=1", "1")]
    [InlineData("  export A = 1  ", "1")]
    [InlineData("A='a # b'", "a # b")]
    [InlineData("A='a' # b", "a")]
    [InlineData("A=\"a\\n\\\"b\\\" \\\\\"", "a\n\"b\" \\")]
    [InlineData("A=a # b", "a")]
    [InlineData("A=a#b", "a#b")]
    [InlineData("A=\"open", "open")]
    [InlineData("A=a=b==", "a=b==")]
    [InlineData("A=1\r\n", "1")]
    [InlineData("A=1\nA=2", "2")]
    [InlineData("# A=1\nA=2\n", "2")]
    [InlineData("A=$(touch /tmp/x)`id`${HOME}", "$(touch /tmp/x)`id`${HOME}")]
    public void A_line_sets_a_variable_to_what_it_says(string text, string value) => Assert.Equal(value, EnvFile.Parse(text)["A"]);

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("A=")]
    [InlineData("A=''")]
    [InlineData("A=# nothing")]
    [InlineData("=1")]
    [InlineData("1A=1")]
    [InlineData("A B=1")]
    [InlineData("; rm -rf A=1")]
    public void What_sets_nothing_is_passed_over(string text) => Assert.Empty(EnvFile.Parse(text));

    [Fact]
    public void A_file_that_is_not_there_sets_nothing()
    {
        using TempFolder folder = new();
        List<string> mistakes = [];

        Assert.Empty(EnvFile.Read(folder.Path, mistakes));
        Assert.Empty(mistakes);
    }

    [Fact]
    public void A_file_that_is_far_too_large_is_a_mistake()
    {
        using var world = new World().EnvFile("A=" + new string('x', 2 << 20));

        Assert.Contains("is larger than 1 MB", Assert.Single(world.Mistakes()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_mistake()
    {
        using TempFolder folder = new();
        using FileStream locked = new(folder.Write(".env", "A=1"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        List<string> mistakes = [];

        Assert.Empty(EnvFile.Read(folder.Path, mistakes));
        Assert.Contains("cannot be read", Assert.Single(mistakes), StringComparison.Ordinal);
    }
}
