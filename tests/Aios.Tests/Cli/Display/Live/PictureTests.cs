using Aios.Cli.Display;
using Aios.Cli.Display.Live;
using Aios.Llm.Spending;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Display.Live;

public sealed class PictureTests
{
    [Fact]
    public void It_shows_how_far_the_run_is_and_who_writes_what() => Assert.Equal(
        """
        todo  run-1  contract in the making                                        4.5 s
        tasks    █████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░░░░  1 of 4 done, 2 working, 1 waiting
        money    $0.003 spent   20 tokens in, 10 out
        ahead    2 in a row, about 4.0 s: main → test

        specialist state        done    tokens  writes now
        cto        done          1/1        15
        backend    busy 2        0/2        15  main.txt (0) and 1 more
        qa         waiting       0/1         0

        time       0 s                     a full bar: 2 at once                   4.5 s
        cto        ▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▃
        backend                                  ▃██████████████████████████████████████
        qa

        problem  backend model: It was cut.

        at work (2)
          backend    main.txt                               0 characters        2.5 s
          backend    model.txt                              0 characters        2.5 s
        """,
        Text(Fold(Run().Take(10)), 4.5, 80, 30));

    [Fact]
    public void A_small_terminal_gets_what_matters_most_and_is_told_of_the_rest() => Assert.Equal(
        """
        todo  run-1  contract in the making                    4.5 s
        tasks    ████▒▒▒▒▒▒▒▒░░░░  1 of 4 done, 2 working, 1 waiting
        money    $0.003 spent   20 tokens in, 10 out
        specialist state        done  writes now
        cto        done          1/1
        … and 2 more
        """,
        Text(Fold(Run().Take(10)), 4.5, 60, 6));

    [Fact]
    public void Checks_have_a_sign_their_seconds_and_what_they_found()
    {
        var state = Fold((0, Started()), (1, Checking("endpoints")), (2, Checking("page")), (3, Checked("endpoints", passed: false, "404 at /todos\nand more")), (3, Checking("start")), (4, Checked("start", passed: true)));

        var picture = Text(state, 5, 80, 30, new() { ["page"] = At(2) });

        Assert.Contains("checks   ✗ endpoints 1.5 s  ✓ start 1.5 s  … page 3.0 s", picture, StringComparison.Ordinal);
        Assert.Contains("problem  check endpoints: 404 at /todos\n", picture + "\n", StringComparison.Ordinal);
    }

    [Fact]
    public void It_tells_what_is_spent_reserved_unknown_and_left()
    {
        RunMoney money = new(
            new(new(20_000_000), new(5_000_000), 1, new(400_000_000)),
            new(new() { Scope = Scope.Run("run-1"), Limit = Money.Of(2) }, "", new(25_000_000), new(400_000_000)));

        Assert.Contains(
            "money    $0.025 spent ($0.005 of it unknown, counted in full), $0.40 reserved; limit $2.00 (run), $1.575 left",
            Text(Fold(Run().Take(10)), 4.5, 120, 30, money: money),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_cost_is_not_shown_as_none() =>
        Assert.Contains("money    cost unknown", Text(Fold([(0, Started()), (0, Planned(Task("a", "cto"))), (0, Begins("a")), (1, Answers("a", 1, nanos: null))]), 1, 80, 20), StringComparison.Ordinal);

    [Fact]
    public void It_never_has_more_lines_or_wider_ones_than_the_terminal()
    {
        var state = Large("漢字😀e\u0301\u001b[2J");
        foreach (var width in (int[])[1, 20, 60, 61, 79, 80, 100, 130, 200])
        {
            foreach (var rows in Enumerable.Range(1, 60))
            {
                var lines = new Picture(new(state, At(9)), width).Lines(rows);

                Assert.InRange(lines.Count, 1, rows);
                Assert.All(lines, line => Assert.InRange(Cells.Width(line.Write(width, colour: false)), 0, width));
                Assert.All(lines, line => Assert.DoesNotContain(line.Write(width, colour: false), char.IsControl));
            }
        }
    }

    [Fact]
    public void Everything_that_a_large_terminal_cannot_show_is_counted()
    {
        var lines = new Picture(new(Large("x"), At(9)), 120).Lines(40).Select(line => line.ToString()).ToList();

        Assert.Equal(40, lines.Count);
        Assert.Contains("at work (200)", lines);
        Assert.Equal($"… and {200 - (lines.Count - lines.IndexOf("at work (200)") - 2)} more", lines[^1]);
    }

    static RunState Large(string name) => Fold(
    [
        (0, Started()),
        (0, Planned([.. Enumerable.Range(0, 200).Select(at => Task(FormattableString.Invariant($"task{at}"), at % 2 == 0 ? "backend" : name))])),
        .. Enumerable.Range(0, 200).SelectMany(at => ((double, RunEvent)[])
        [
            (1, Begins(FormattableString.Invariant($"task{at}"))),
            (2, new RunEvent.TaskWriting(FormattableString.Invariant($"task{at}"), at, name)),
            (3, Answers(FormattableString.Invariant($"task{at}"), 1, 1, at % 3 == 0 ? [name] : [])),
        ]),
        (4, Checked(name, passed: false, name)),
    ]);

    static string Text(RunState state, double second, int width, int rows, Dictionary<string, DateTimeOffset>? began = null, RunMoney? money = null) =>
        string.Join('\n', new Picture(new(state, At(second)), width) { Money = money, ChecksBegan = began ?? [] }.Lines(rows).Select(line => line.ToString()));
}
