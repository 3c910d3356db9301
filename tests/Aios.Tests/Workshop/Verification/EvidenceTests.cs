using Aios.Workshop.Verification;
using Xunit;

namespace Aios.Tests.Workshop.Verification;

public sealed class EvidenceTests
{
    [Theory]
    [InlineData("\e[31mred\e[0m", "red")]
    [InlineData("\e]0;title\adone", "done")]
    [InlineData("\e]52;c;Y29weQ==\e\\done", "done")]
    [InlineData("\eP1$r0m\e\\done", "done")]
    [InlineData("\e_hidden\e\\done", "done")]
    [InlineData("\ecdone", "done")]
    [InlineData("\e(0done", "done")]
    [InlineData("one\r\ntwo\rthree", "one\ntwo\nthree")]
    [InlineData("be\blow\a\0\u007f\u009b31m", "below31m")]
    [InlineData("left\u202eright\u2066\u200f", "leftright")]
    [InlineData("\ttab\n", "\ttab")]
    [InlineData("naïve ✓ 日本", "naïve ✓ 日本")]
    public void What_a_terminal_would_obey_is_left_out(string written, string kept) => Assert.Equal(kept, Evidence.Of(written));

    [Fact]
    public void An_escape_that_never_ends_hides_no_more_than_itself() =>
        Assert.DoesNotContain('\e', Evidence.Of("before\n\e[\e]\e"));

    [Fact]
    public void Of_much_output_the_telling_lines_and_the_last_ones_are_kept()
    {
        var noise = string.Concat(Enumerable.Range(0, 2000).Select(n => $"line {n}\n"));

        var evidence = Evidence.Of($"{noise}E   assert 1 == 2\n{noise}1 of 7 done");

        Assert.InRange(evidence.Length, 1, 4096);
        Assert.Contains("assert 1 == 2", evidence);
        Assert.EndsWith("1 of 7 done", evidence);
    }

    [Fact]
    public void Of_a_long_way_through_libraries_the_application_s_own_places_are_kept()
    {
        var way = string.Concat(Enumerable.Range(0, 40).Select(n => $"/usr/lib/python3/dist-packages/starlette/middleware/errors.py:{n}: in __call__\n    raise exc\n"));
        var test = $"____ ERROR at setup of test_it ____\ntests/conftest.py:30: in todos\n{way}app/records.py:31: in create\n    return missing\nE   NameError: name 'missing' is not defined\n";

        var evidence = Evidence.Of(string.Concat(Enumerable.Repeat(test, 10)));

        Assert.Contains("app/records.py:31: in create\n    return missing\nE   NameError", evidence);
        Assert.DoesNotContain("starlette", evidence);
    }

    [Fact]
    public void A_single_endless_line_is_cut() => Assert.InRange(Evidence.Of(new string('x', 100_000)).Length, 1, 4096);
}
