using Aios.Cli.Display;
using Xunit;

namespace Aios.Tests.Cli.Display;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("two\nlines\tand a tab", "two\nlines\tand a tab")]
    [InlineData("ä€漢😀", "ä€漢😀")]
    [InlineData("\u001b[2J", "\\u{1b}[2J")]
    [InlineData("\u001b]0;title\u0007", "\\u{1b}]0;title\\u{7}")]
    [InlineData("\u009b31m", "\\u{9b}31m")]
    [InlineData("a\rb", "a\\u{d}b")]
    [InlineData("a\bb\u007f", "a\\u{8}b\\u{7f}")]
    [InlineData("\u202ecod.exe", "\\u{202e}cod.exe")]
    [InlineData("a\u200bb", "a\\u{200b}b")]
    [InlineData("a\u2028b", "a\\u{2028}b")]
    [InlineData("a\0b", "a\\u{0}b")]
    [InlineData("[red]markup[/]", "[red]markup[/]")]
    public void What_a_terminal_would_obey_is_shown_instead(string text, string shown) => Assert.Equal(shown, TerminalText.Safe(text));

    [Fact]
    public void Half_a_character_is_shown_as_unknown() => Assert.Equal("a\ufffdb", TerminalText.Safe("a" + (char)0xd800 + "b"));
}
