using Aios.Workshop.Reporting;
using Aios.Workshop.Running;
using Xunit;
using static Aios.Tests.Workshop.Running.Happenings;

namespace Aios.Tests.Workshop.Reporting;

public sealed class ReportTextTests
{
    [Fact]
    public void A_report_reads_as_tables()
    {
        var text = TextOf(Run());

        Assert.StartsWith("# Run run-1: verified\n", text, StringComparison.Ordinal);
        Assert.Contains("Written by: offline. The offline provider is a deterministic generator, no language model.", text, StringComparison.Ordinal);
        Assert.Contains("| answers | 10.0 s (longest chain 10.0 s, all in a row 14.0 s) |\n| cost | $0.01 |\n| tokens | 50 in, 25 out |", text, StringComparison.Ordinal);
        Assert.Contains("## Checks\n\n| check | passed | seconds |\n| --- | --- | --- |\n| endpoints | yes | 1.5 |\n", text, StringComparison.Ordinal);
        Assert.Contains("| longest answer, seconds of model time | 8 | 4 | yes |", text, StringComparison.Ordinal);
        Assert.Contains("| backend | 2 | 2 | 0 | 9.0 | $0.009 |", text, StringComparison.Ordinal);
        Assert.Contains("| model | backend | done | offline/generator | 2 | 100 |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_is_shown_with_its_evidence_and_stands_out()
    {
        var text = TextOf([(0, Started()), (1, Checked("endpoints", passed: false, "one\ntwo ``` three\n")), (2, Ends(RunStatus.Unverified, "Not passed: endpoints."))]);

        Assert.StartsWith("# Run run-1: unverified\n\nNot passed: endpoints.\n", text, StringComparison.Ordinal);
        Assert.Contains("| endpoints | **no** | 1.5 |", text, StringComparison.Ordinal);
        Assert.Contains("### endpoints\n\n````\none\ntwo ``` three\n````\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_cost_is_called_so()
    {
        var text = TextOf([(0, Started()), (0, Planned(Task("plan", "cto"))), (0, Begins("plan")), (1, Answers("plan", 1, nanos: null)), (2, Done("plan"))]);

        Assert.Contains("| cost | unknown |", text, StringComparison.Ordinal);
        Assert.Contains("| cto | 1 | 1 | 0 | 2.0 | unknown |", text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_breaks_out_of_its_cell()
    {
        var text = TextOf([(0, Started()), (0, Planned(Task("plan", "a|b\n| c"))), (1, Begins("plan"))]);

        Assert.Contains("| plan | a\\|b \\| c | working |", text, StringComparison.Ordinal);
    }

    static string TextOf(IEnumerable<(double, RunEvent)> events) =>
        ReportText.Of(new Reporter(new() { CharactersPerSecond = 400 }, new Dictionary<string, long>()).Of(Fold(events))).ReplaceLineEndings("\n");
}
