using Aios.Cli.Display;
using Aios.Workshop.Offline;
using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Cli.Display;

public sealed class SummaryTests
{
    [Fact]
    public void A_verified_run_ends_with_what_to_do_next() => Assert.Equal(
        """

        VERIFIED

          ✓ endpoints                 1.5 s

          files     0 in /out
          written   by offline (a deterministic generator, no language model)
          answers   10.0 s; in a row they would have taken 14.0 s, the longest chain 10.0 s
          in all    13.0 s, checks included
          cost      $0.01, 50 tokens in, 25 out
          ✓ makespan / critical path: 1 (at most 1.05)
          ✓ p95 of the answers, seconds of model time: 4 (at most 5)
          ✓ longest answer, seconds of model time: 4 (at most 8)
          ✓ all answers, seconds of model time: 10 (at most 20)

          Next: cd /out && bash start.sh    (README.md tells more, report.md how it was made)

        """,
        TextOf(Run()));

    [Fact]
    public void Whoever_is_read_to_gets_words_for_signs()
    {
        var text = Summary.Of(new Reporter(Pace.Unlimited, new Dictionary<string, long>()).Of(Fold(Run())), plain: true);

        Assert.Contains("  good: endpoints ", text, StringComparison.Ordinal);
        Assert.All(text, character => Assert.InRange(character, '\n', '~'));
    }

    [Fact]
    public void What_was_repaired_is_told_in_a_line_and_why_it_ended()
    {
        var lines = TextOf([
            .. Run(RunStatus.Running).SkipLast(1),
            (13, Repairs(1, "main")),
            (13, Planned(Task("repair-1/main", "backend") with { Repairs = ["endpoints"], Files = [new("main.txt")] })),
            (14, Begins("repair-1/main")),
            (15, Failed("repair-1/main", "The answer leaves everything as it was.")),
            (15, new RunEvent.RepairEnded("The last answers have changed nothing.")),
            (16, Ends(RunStatus.Unverified, "Not passed: endpoints.", "/out")),
        ]).Split('\n');

        Assert.Contains("  repair    backend changed nothing of main.txt (round 1: endpoints): The answer leaves everything as it was.", lines);
        Assert.Contains("  repair    ended: The last answers have changed nothing.", lines);
        Assert.DoesNotContain(lines, line => line.Contains("repair-1/main (backend", StringComparison.Ordinal)); // it is told once
        Assert.Contains(lines, line => line.StartsWith("  answers   10.0 s;", StringComparison.Ordinal)); // of which repairs are no part
    }

    [Fact]
    public void A_run_that_failed_says_what_was_not_done_and_why() => Assert.Equal(
        """

        FAILED: Files are missing.
          ✗ main (backend, failed): It was cut twice.
          ✗ test (qa, skipped): needs main, which failed

          ✗ files-complete            1.5 s
              main.txt is missing.

          files     0 in no folder: nothing was delivered
          written   by offline (a deterministic generator, no language model)
          answers   1.0 s; in a row they would have taken 1.0 s, the longest chain 1.0 s
          in all    2.0 s, checks included
          cost      unknown, 10 tokens in, 5 out

        """,
        TextOf(
        [
            (0, Started()),
            (0, Planned(Task("main", "backend"), Task("test", "qa", "main"))),
            (0, Begins("main")),
            (1, Answers("main", 1, nanos: null, "It was cut.")),
            (1, Failed("main", "It was cut twice.")),
            (1, Skipped("test", "main")),
            (1, Checked("files-complete", passed: false, "main.txt is missing.")),
            (2, Ends(RunStatus.Failed, "Files are missing.")),
        ],
        Pace.Unlimited));

    [Fact]
    public void Evidence_is_shown_and_does_not_command_the_terminal()
    {
        var text = TextOf([(0, Started()), (1, Checked("page", passed: false, "\u001b]0;owned\u0007\u202e" + string.Join('\n', Enumerable.Range(1, 20)))), (2, Ends(RunStatus.Unverified, "\u001b[2J"))]);

        Assert.DoesNotContain(text, each => char.IsControl(each) && each != '\n');
        Assert.DoesNotContain('\u202e', text);
        Assert.Contains("\\u{1b}]0;owned", text, StringComparison.Ordinal);
        Assert.Contains("\n      12\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n      13\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_got_nothing_is_told_where_what_was_written_is_and_why_nobody_answered()
    {
        var report = new Reporter(Pace.Unlimited, new Dictionary<string, long>()).Of(Fold([(0, Started()), (1, Ends(RunStatus.Failed, "No contract."))])) with
        {
            Kept = "/runs/run-1",
            Error = new("key_refused", "invalid x-api-key", "The key is wrong.", false, "anthropic", 401, null),
        };

        var text = Summary.Of(report);

        Assert.Contains("\n  kept      what was written, in /runs/run-1\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  key_refused (anthropic): invalid x-api-key\n  The key is wrong.\n", text, StringComparison.Ordinal);
        Assert.Contains("| kept | /runs/run-1 |", ReportText.Of(report), StringComparison.Ordinal);
    }

    static string TextOf(IEnumerable<(double, RunEvent)> events, Pace? pace = null) =>
        Summary.Of(new Reporter(pace ?? new() { CharactersPerSecond = 400 }, new Dictionary<string, long>()).Of(Fold(events)));
}
