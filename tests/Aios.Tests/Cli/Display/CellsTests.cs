using Aios.Cli.Display;
using Xunit;

namespace Aios.Tests.Cli.Display;

public sealed class CellsTests
{
    [Theory]
    [InlineData("plain", 5)]
    [InlineData("漢字", 4)]
    [InlineData("😀", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("✓ …▁█", 5)]
    public void A_text_is_as_wide_as_a_terminal_shows_it(string text, int width) => Assert.Equal(width, Cells.Width(text));

    [Theory]
    [InlineData("plain", 5, "plain")]
    [InlineData("plain", 4, "pla…")]
    [InlineData("plain", 1, "…")]
    [InlineData("plain", 0, "")]
    [InlineData("漢字漢", 5, "漢字…")]
    [InlineData("漢字漢", 4, "漢…")]
    [InlineData("e\u0301e\u0301e\u0301", 2, "e\u0301…")]
    public void What_does_not_fit_is_cut_between_characters(string text, int width, string cut) => Assert.Equal(cut, Cells.Cut(text, width));

    [Theory]
    [InlineData("app/main.py", 11, "app/main.py")]
    [InlineData("app/main.py", 8, "…main.py")]
    [InlineData("漢字/a.py", 8, "…字/a.py")]
    [InlineData("app", 0, "")]
    public void Of_a_path_the_end_stays(string text, int width, string cut) => Assert.Equal(cut, Cells.CutStart(text, width));

    [Theory]
    [InlineData("a\nb\tc", "a b c")]
    [InlineData("\u001b[2J", "\\u{1b}[2J")]
    [InlineData("❤\ufe0f", "❤")]
    [InlineData("\u202eb", "\\u{202e}b")]
    public void A_line_stays_a_line(string text, string line) => Assert.Equal(line, Cells.Line(text));
}
