using Aios.Cli.Display.Live;
using Xunit;

namespace Aios.Tests.Cli.Display.Live;

public sealed class ScreenTests : IDisposable
{
    const string Begin = "\u001b[?2026h\u001b[?7l\u001b[?25l\r";
    const string End = "\u001b[?7h\u001b[?2026l";

    readonly StringWriter _terminal = new();

    public void Dispose() => _terminal.Dispose();

    [Fact]
    public void Only_lines_that_have_changed_are_written_again()
    {
        Screen screen = new(_terminal, colour: false);
        screen.Draw([Line("one"), Line("two")], 10, 5);
        Assert.Equal($"{Begin}one\u001b[K\r\ntwo\u001b[K\r\n{End}", Taken());

        screen.Draw([Line("one"), Line("three")], 10, 5);

        Assert.Equal($"{Begin}\u001b[2A\r\nthree\u001b[K\r\n{End}", Taken());
    }

    [Fact]
    public void A_picture_that_has_become_shorter_leaves_nothing_of_the_longer_one()
    {
        Screen screen = new(_terminal, colour: false);
        screen.Draw([Line("one"), Line("two")], 10, 5);
        Taken();

        screen.Draw([Line("one")], 10, 5);

        Assert.Equal($"{Begin}\u001b[2A\r\n\u001b[J{End}", Taken());
    }

    [Fact]
    public void There_is_always_a_line_left_beneath_the_picture()
    {
        new Screen(_terminal, colour: false).Draw([Line("1"), Line("2"), Line("3"), Line("4")], 10, 3);

        Assert.Equal($"{Begin}1\u001b[K\r\n2\u001b[K\r\n{End}", Taken());
    }

    [Fact]
    public void A_terminal_of_another_size_is_drawn_anew()
    {
        Screen screen = new(_terminal, colour: false);
        screen.Draw([Line("one")], 10, 5);
        Taken();

        screen.Draw([Line("one")], 3, 5);

        Assert.Equal($"{Begin}\u001b[2J\u001b[Hone\r\n{End}", Taken()); // as wide as the terminal: to clear the rest would clear its end
    }

    [Fact]
    public void Colours_are_used_where_they_are_wanted()
    {
        new Screen(_terminal, colour: true).Draw([new Line().Add("good", Tone.Good).Add(" and plain")], 20, 5);

        Assert.Contains("\u001b[32mgood\u001b[0m and plain", Taken(), StringComparison.Ordinal);
    }

    static Line Line(string text) => new Line().Add(text);

    string Taken()
    {
        var text = _terminal.ToString();
        _terminal.GetStringBuilder().Clear();
        return text;
    }
}
