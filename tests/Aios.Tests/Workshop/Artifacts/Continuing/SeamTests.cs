using Aios.Workshop.Artifacts.Continuing;
using CsCheck;
using Xunit;

namespace Aios.Tests.Workshop.Artifacts.Continuing;

public sealed class SeamTests
{
    const string Text = """
        import os

        def first(number):
            return number + os.getpid()


        def second(number):
            return first(number) * 2


        def third(number):
            return second(number) * 3

        """;

    static readonly Gen<(string Text, int Cut)> _cut =
        Gen.OneOf<string>([.. Texts.Offline.Select(file => file.Text), .. Texts.Recorded]).SelectMany(text => Gen.Int[0, text.Length].Select(cut => (text, cut)));

    [Theory]
    [InlineData("    return first(number) * 2\n\n\ndef third(number):\n    return second(number) * 3\n", "the line before")]
    [InlineData("def second(number):\n    return first(number) * 2\n\n\ndef third(number):\n    return second(number) * 3\n", "lines before")]
    [InlineData("    return first(number) * 2   \n\n\ndef third(number):\n    return second(number) * 3\n", "a line with white space behind it")]
    [InlineData("(number) * 2\n\n\ndef third(number):\n    return second(number) * 3\n", null)]
    [InlineData("\n\ndef third(number):\n    return second(number) * 3\n", null)]
    [InlineData("\ndef third(number):\n    return second(number) * 3\n", null)]
    public void After_a_cut_at_the_end_of_a_line(string after, string? repeated)
    {
        var before = Text[..(Text.IndexOf("* 2\n", StringComparison.Ordinal) + 4)];

        Assert.Equal(repeated is null ? null : Text, Seam.Join(before, after));
    }

    [Theory]
    [InlineData("    return first(number) * 2\n\n\ndef third(number):\n    return second(number) * 3\n", true)] // begins the cut line again
    [InlineData("def second(number):\n    return first(number) * 2\n\n\ndef third(number):\n    return second(number) * 3\n", true)]
    [InlineData("ber) * 2\n\n\ndef third(number):\n    return second(number) * 3\n", false)] // goes on in the middle
    [InlineData("fresh = 1\n", false)]
    public void After_a_cut_within_a_line(string after, bool isDetermined)
    {
        var before = Text[..(Text.IndexOf("* 2\n", StringComparison.Ordinal) - 5)];

        Assert.EndsWith("    return first(num", before, StringComparison.Ordinal);
        Assert.Equal(isDetermined ? Text : null, Seam.Join(before, after));
    }

    [Fact]
    public void A_file_that_is_begun_again_is_taken_as_it_is_now()
    {
        var other = Text.Replace("getpid", "getppid", StringComparison.Ordinal);

        Assert.Equal(other, Seam.Join(Text[..^20], other));
    }

    [Theory]
    [InlineData("first_thing = 1\nother_thing = 2\n", "third_thing = 3\n", "first_thing = 1\nother_thing = 2\nthird_thing = 3\n")]
    [InlineData("first_thing = 1\nother_thing = 2\n", "", "first_thing = 1\nother_thing = 2\n")]
    [InlineData("first_thing = 1\n=== en", "", "first_thing = 1\n")]
    [InlineData("first_thing = 1\nother", "", null)]
    public void Without_overlap_only_whole_lines_are_joined(string before, string after, string? joined) => Assert.Equal(joined, Seam.Join(before, after));

    [Fact]
    public void Without_overlap_it_has_to_be_said_which_file_goes_on() =>
        Assert.Null(Seam.Join("first_thing = 1\nother_thing = 2\n", "Here is the rest:\n", isAddressed: false));

    /// <summary>As it is asked to.</summary>
    [Fact]
    public void Who_repeats_the_lines_that_were_quoted_is_always_joined() => _cut.Sample(
        (text, cut) =>
        {
            var before = text[..cut];
            var anchor = Seam.Anchor(before);
            if (anchor.Count > 0)
            {
                var start = Whole(before).Split('\n')[..^(anchor.Count + 1)].Sum(line => line.Length + 1);
                Assert.Equal(text, Seam.Join(before, text[start..]));
                Assert.Equal(text, Seam.Join(before, text[start..], isAddressed: false));
            }
        },
        iter: 2000);

    [Fact]
    public void However_many_lines_are_repeated_the_text_is_right_or_asked_for_again() => Gen.Select(_cut, Gen.Int[0, 8]).Sample(
        (its, repeated) =>
        {
            var (text, cut) = its;
            var start = Whole(text[..cut]).Length;
            for (; repeated > 0 && start > 0; repeated--)
            {
                start = text.LastIndexOf('\n', Math.Max(0, start - 2)) + 1;
            }

            RightOrNothing(text, cut, start);
        },
        iter: 3000);

    [Fact]
    public void However_many_characters_are_repeated_the_text_is_right_or_asked_for_again() => Gen.Select(_cut, Gen.Int[0, 120]).Sample(
        (its, repeated) => RightOrNothing(its.Text, its.Cut, Math.Max(0, its.Cut - repeated)), iter: 3000);

    [Fact]
    public void Enough_characters_are_nearly_always_enough()
    {
        var (joined, all) = (0, 0);
        _cut.Sample(
            (text, cut) =>
            {
                Interlocked.Increment(ref all);
                if (Seam.Join(text[..cut], text[Math.Max(0, cut - 100)..]) == text)
                {
                    Interlocked.Increment(ref joined);
                }
            },
            iter: 1000);

        Assert.InRange(joined, all * 8 / 10, all);
    }

    static void RightOrNothing(string text, int cut, int start)
    {
        var joined = Seam.Join(text[..cut], text[start..]);
        Assert.True(joined is null || joined == text || RepeatsItself(text, cut, start), $"cut at {cut}, from {start} on:\n{joined}\n--- of\n{text}");
    }

    /// <summary>What comes next begins as what came ends: then nobody can know.</summary>
    static bool RepeatsItself(string text, int cut, int start) =>
        Enumerable.Range(1, Math.Min(cut, text.Length - start)).Any(length =>
            length != cut - start && text[start..(start + length)] is var head && text[..cut].EndsWith(head, StringComparison.Ordinal) && head.Count(each => !char.IsWhiteSpace(each)) >= Seam.Proof);

    static string Whole(string before) => before[..(before.LastIndexOf('\n') + 1)];
}
